docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" "$LAB_TUNNEL_IMAGE"
