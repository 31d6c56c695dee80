# Root for one line: gives a mounted /data to the app. Then becomes the app, and no root is left.
chown -R app:app /data
exec su -s /bin/sh app -c 'exec httpd -f -p 8080 -c /app/httpd.conf -h /app/www'
