# How the bakery is started. Change it, then run it: sh rebuild.sh
set -eu
docker rm -f "$LAB_COUNTER" one-app-baker || true
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" \
  -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE"
