# Read-only, no capabilities, no new privileges, the hole closed, the data in a volume that takes over the owner of /data.
sed -i "s|sh -c .*|grep -i -F -- \"\$1\" \$ENTRIES 2>\&1|" app/www/cgi-bin/guestbook
docker build -q -t non-root-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" --read-only --tmpfs /tmp -v /data \
  --cap-drop ALL --security-opt no-new-privileges --init non-root-web:mine
