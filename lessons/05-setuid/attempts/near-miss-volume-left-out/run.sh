docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" \
  --security-opt no-new-privileges --cap-drop SETUID --cap-drop SETGID "$LAB_WEB_IMAGE"
