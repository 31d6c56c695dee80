docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --cap-drop ALL "$LAB_WEB_IMAGE"
