docker rm -f "$LAB_DEPOT"
docker run -d --name "$LAB_DEPOT" --network "$LAB_NET" --security-opt seccomp=profile.json "$LAB_BASE" httpd -f -p 80
