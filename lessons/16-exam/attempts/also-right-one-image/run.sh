# One image for all three, another port behind, a group that may read the password, and a first process that is not the app.
docker build -q -t exam-shop:mine .
(umask 077 && head -c 30 /dev/urandom | base64 > password)
docker run --rm --network none -v "$LAB_DIR/password:/password" -v docklab-exam-orders:/data "$LAB_BASE" \
  sh -c 'chown 0:65533 /password; chmod 440 /password; chown -R 65534:65533 /data'
docker rm -f "$LAB_WEB" "$LAB_API" "$LAB_STORE"
run() {
  docker run -d --network "$LAB_NET" --init --read-only --cap-drop all --security-opt no-new-privileges \
    -m 33554432 --memory-swap 33554432 --pids-limit 80 --cpu-period 50000 --cpu-quota 50000 "$@"
}
run --name "$LAB_STORE" -v "$LAB_DIR/password:/key:ro" -v docklab-exam-orders:/data exam-shop:mine store
run --name "$LAB_API" -v "$LAB_DIR/password:/key:ro" --tmpfs /tmp:size=512k exam-shop:mine api
run --name "$LAB_WEB" --tmpfs /var/log/shop:size=512k exam-shop:mine web
