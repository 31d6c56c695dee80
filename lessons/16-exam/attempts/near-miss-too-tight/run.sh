# Limits by what one customer needs.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker run --rm -v "$LAB_DIR/password:/password" -v docklab-exam-orders:/data "$LAB_BASE" chown -R 1000:1000 /password /data

docker build -q -t exam-store:mine store
docker build -q -t exam-api:mine api
docker build -q -t exam-web:mine web
docker rm -f "$LAB_WEB" "$LAB_API" "$LAB_STORE"

walls="--network $LAB_NET --read-only --cap-drop ALL --security-opt no-new-privileges
  --memory 64m --memory-swap 64m --pids-limit 100 --cpus 1"
secret="-v $LAB_DIR/password:/run/password:ro -e STORE_PASSWORD_FILE=/run/password"
docker run -d --name "$LAB_STORE" $walls $secret -v docklab-exam-orders:/data exam-store:mine
docker run -d --name "$LAB_API" ${walls/pids-limit 100/pids-limit 24} $secret --tmpfs /tmp:size=4m exam-api:mine
docker run -d --name "$LAB_WEB" $walls --tmpfs /var/log/shop:size=4m,uid=1000,gid=1000,mode=700 exam-web:mine
