docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --user 10001 --read-only --tmpfs /data:size=4m,uid=10001 -v /dev/null:/www/cgi-bin/search:ro "$LAB_WEB_IMAGE"
