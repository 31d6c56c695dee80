# How the guest book was launched. Change it, then run it: sh rebuild.sh
set -eu

docker rm -f "$LAB_WEB"

docker run -d --name "$LAB_WEB" --network "$LAB_NET" \
  -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  "$LAB_WEB_IMAGE"
