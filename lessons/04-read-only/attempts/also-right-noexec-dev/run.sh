# Still root, but /dev too is a tmpfs without exec. (It must allow devices: they are what it is there for.)
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --read-only --tmpfs /data:size=4m --tmpfs /dev:dev,noexec,nosuid,size=64k,mode=0755 \
  "$LAB_WEB_IMAGE"
