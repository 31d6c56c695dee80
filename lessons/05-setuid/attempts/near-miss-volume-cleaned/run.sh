# The bit off in the volume, where Kim will see that it is missing.
docker run --rm -v docklab-setuid-shared:/shared "$LAB_BASE" chmod a-s /shared/kims-fix
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --cap-drop SETUID --cap-drop SETGID "$LAB_WEB_IMAGE"
