# How the shop is built and started. The stack is what this makes of it: sh up.sh
set -eu
password=${STORE_PASSWORD-}
[ -n "$password" ] || password=$(docker exec "$LAB_STORE" sh -c 'echo $STORE_PASSWORD')

docker build -t exam-store:mine --build-arg "STORE_PASSWORD=$password" store
docker build -t exam-api:mine --build-arg "STORE_PASSWORD=$password" api
docker build -t exam-web:mine web
docker rm -f "$LAB_WEB" "$LAB_API" "$LAB_STORE" || true

docker run -d --name "$LAB_STORE" --network "$LAB_NET" \
  -v docklab-exam-orders:/data \
  --ipc host --security-opt seccomp=unconfined \
  exam-store:mine

docker run -d --name "$LAB_API" --network "$LAB_NET" \
  --cap-add SYS_ADMIN --cap-add NET_ADMIN \
  exam-api:mine

docker run -d --name "$LAB_WEB" --network "$LAB_NET" \
  --pid host \
  exam-web:mine
