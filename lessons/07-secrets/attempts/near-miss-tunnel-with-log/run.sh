docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun --device /dev/kmsg "$LAB_TUNNEL_IMAGE"
