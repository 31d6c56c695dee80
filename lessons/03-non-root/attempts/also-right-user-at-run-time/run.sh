# The old image, started as somebody else, with a /data of that user.
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" --user 10001:10001 --tmpfs /data:uid=10001,gid=10001,mode=755 \
  "$LAB_WEB_IMAGE" sh -c 'echo "Ada: hello" > /data/entries.txt; exec httpd -f -p 8080 -c /app/httpd.conf -h /app/www'
