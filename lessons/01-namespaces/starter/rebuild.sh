# How leaky was launched. Change it, then run it: sh rebuild.sh
set -eu

docker rm -f "$LAB_LEAKY"

docker run -d --name "$LAB_LEAKY" \
  --pid host \
  --network host \
  --ipc host \
  -e LISTEN=127.0.0.1:18280 \
  "$LAB_LEAKY_IMAGE"
