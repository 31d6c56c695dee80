docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --security-opt no-new-privileges=false --cap-drop SETUID --cap-drop SETGID "$LAB_WEB_IMAGE"
