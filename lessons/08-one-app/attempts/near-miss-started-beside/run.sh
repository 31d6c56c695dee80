# The baker has a container, and somebody starts another one at the counter, with docker exec, because it was so slow.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
docker exec -d "$LAB_COUNTER" baker
sleep 1
