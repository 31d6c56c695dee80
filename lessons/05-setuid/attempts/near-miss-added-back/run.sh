docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --security-opt no-new-privileges --cap-drop ALL --cap-add SETUID --cap-add SETGID "$LAB_WEB_IMAGE"
