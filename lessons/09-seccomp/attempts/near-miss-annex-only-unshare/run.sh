docker rm -f "$LAB_ANNEX"
docker run -d --name "$LAB_ANNEX" --network "$LAB_NET" --security-opt seccomp=annex.json "$LAB_ANNEX_IMAGE"
