docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --user 1000:1000 --cap-drop ALL --cap-add NET_RAW "$LAB_LINE_IMAGE"
