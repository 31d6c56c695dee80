# How the board is built and started. Change it, then run it: sh rebuild.sh
set -eu

docker build -t setuid-web:mine .
docker rm -f "$LAB_WEB"

docker run -d --name "$LAB_WEB" --network "$LAB_NET" \
  -v docklab-setuid-shared:/shared:ro \
  setuid-web:mine
