# Nothing of the office's image is needed: the base has no helper in it. A user for each, and limits afterwards.
(umask 077 && head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n' > for-store && cp for-store for-api)
docker run --rm -v "$LAB_DIR:/here" -v docklab-exam-orders:/data "$LAB_BASE" \
  sh -c 'chown 2001:2001 /here/for-api && chown -R 2002:2002 /here/for-store /data'
docker build -q -t exam-web:mine web
docker build -q -t exam-api:mine api
docker build -q -t exam-store:mine store
docker rm -f "$LAB_WEB" "$LAB_API" "$LAB_STORE"
walls="--network $LAB_NET --read-only --cap-drop ALL --security-opt no-new-privileges"
docker run -d --name "$LAB_STORE" $walls --mount "type=bind,src=$LAB_DIR/for-store,dst=/run/key,readonly" \
  --mount type=volume,src=docklab-exam-orders,dst=/data exam-store:mine
docker run -d --name "$LAB_API" $walls --mount "type=bind,src=$LAB_DIR/for-api,dst=/run/key,readonly" \
  --mount type=tmpfs,dst=/tmp,tmpfs-size=2097152 exam-api:mine
docker run -d --name "$LAB_WEB" $walls --mount type=tmpfs,dst=/var/log/shop,tmpfs-size=2097152 exam-web:mine
docker update --memory 64m --memory-swap 64m --pids-limit 100 --cpus 1 "$LAB_WEB" "$LAB_API" "$LAB_STORE"
