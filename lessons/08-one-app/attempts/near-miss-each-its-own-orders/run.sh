# Two containers without a common volume: the counter takes orders that nobody bakes.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
