# Images with as little change as will do; who runs, what may be written and all else by options.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker run --rm -v "$LAB_DIR/password:/password" -v docklab-exam-orders:/data "$LAB_BASE" \
  chown -R 4001:4002 /password /data
for one in web api store; do
  # No password to the build, no bit left over from the office, and no try of the settings.
  sed -i -e '/PASSWORD/d' -e '/try.conf/d' -e '/^CMD/i RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} +' "$one/Dockerfile"
  docker build -q -t "exam-$one:mine" "$one"
done
docker rm -f "$LAB_WEB" "$LAB_API" "$LAB_STORE"
# The bookkeeper's window is in the script that the image starts: start something else.
start() {
  name=$1
  shift
  docker run -d --name "$name" --network "$LAB_NET" --user 4001:4002 --read-only --cap-drop ALL \
    --security-opt no-new-privileges:true --memory 48m --memory-swap 48m --pids-limit 64 --cpus 0.9 "$@"
}
start "$LAB_STORE" -v "$LAB_DIR/password:/etc/store-password:ro" -e STORE_PASSWORD_FILE=/etc/store-password \
  -v docklab-exam-orders:/data exam-store:mine httpd -f -p 8080 -h /app/www
start "$LAB_API" -v "$LAB_DIR/password:/etc/store-password:ro" -e STORE_PASSWORD_FILE=/etc/store-password \
  --tmpfs /tmp:rw,noexec,nosuid,nodev,size=1m exam-api:mine
start "$LAB_WEB" --tmpfs /var/log/shop:rw,noexec,nosuid,nodev,size=1m,uid=4001,gid=4002 exam-web:mine
