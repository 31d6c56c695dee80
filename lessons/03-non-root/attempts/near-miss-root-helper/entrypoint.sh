# keeps the guest book short, then starts the app as its user
while sleep 60; do tail -n 100 /data/entries.txt > /tmp/short && cat /tmp/short > /data/entries.txt; done &
exec su -s /bin/sh app -c 'exec httpd -f -p 8080 -c /app/httpd.conf -h /app/www'
