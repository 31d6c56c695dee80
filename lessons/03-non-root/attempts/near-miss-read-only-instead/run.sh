# nothing can be written, so what does the user matter?
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" --read-only --tmpfs /data "$LAB_WEB_IMAGE" sh -c '
  echo "Ada: hello" > /data/entries.txt
  exec httpd -f -p 8080 -c /app/httpd.conf -h /app/www'
