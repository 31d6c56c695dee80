docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --cap-drop ALL --cap-add NET_RAW --cap-add SYS_ADMIN "$LAB_LINE_IMAGE"
