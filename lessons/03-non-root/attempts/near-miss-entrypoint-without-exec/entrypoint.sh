chown -R app:app /data
su -s /bin/sh app -c 'exec httpd -f -p 8080 -c /app/httpd.conf -h /app/www'
echo "the guest book ended with $?"
