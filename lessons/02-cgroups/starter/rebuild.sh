# How the press was launched. Change it, then run it: sh rebuild.sh
set -eu

docker rm -f "$LAB_POSTER"

docker run -d --name "$LAB_POSTER" --network "$LAB_NET" \
  --device /dev/kmsg \
  "$LAB_POSTER_IMAGE"
