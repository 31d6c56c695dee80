# What comes after the image is the command of the container.
docker build -q -t setuid-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  setuid-web:mine --security-opt no-new-privileges --cap-drop ALL || true
