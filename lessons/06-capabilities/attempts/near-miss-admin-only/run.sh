docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" "$LAB_LINE_IMAGE"
