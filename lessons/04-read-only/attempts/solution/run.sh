# The root filesystem read-only; one small place in memory for the notes, from which nothing is started; and a user
# that does not own /dev, which the engine leaves writable. The tmpfs belongs to that user.
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --user 10001:10001 \
  --read-only \
  --tmpfs /data:noexec,nosuid,nodev,size=4m,uid=10001,gid=10001 \
  "$LAB_WEB_IMAGE"
