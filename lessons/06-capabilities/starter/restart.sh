# How the two services are started. Change it, then run it: sh restart.sh
set -eu
docker rm -f "$LAB_BOOK" "$LAB_LINE"

docker run -d --name "$LAB_BOOK" --network "$LAB_NET" \
  "$LAB_BOOK_IMAGE"

docker run -d --name "$LAB_LINE" --network "$LAB_NET" \
  --cap-add SYS_ADMIN \
  "$LAB_LINE_IMAGE"
