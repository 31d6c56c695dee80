# The baker moves out for the look of it, and a copy under another name bakes at the counter.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" sh -c 'cp /usr/local/bin/baker /tmp/oven; sh /tmp/oven & exec httpd -f -p 8080 -h /app/www'
docker run -d --name one-app-baker --network none --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
