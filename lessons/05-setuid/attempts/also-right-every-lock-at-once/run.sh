# The programs removed, not only their bits; all capabilities gone; nothing to write to.
docker build -q -t setuid-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -v docklab-setuid-shared:/shared:ro \
  --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges:true setuid-web:mine
