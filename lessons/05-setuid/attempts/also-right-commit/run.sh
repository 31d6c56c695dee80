# Cleaned in the running container, and that kept as an image.
docker exec -u 0 "$LAB_WEB" sh -c 'find / -xdev -type f -perm /6000 -exec chmod a-s {} +'
docker commit "$LAB_WEB" setuid-web:mine
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --security-opt no-new-privileges --cap-drop ALL setuid-web:mine
