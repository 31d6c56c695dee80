# Two containers, and one of them joined to the processes of the other, to see what it does.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck --pid "container:$LAB_COUNTER" \
  "$LAB_COUNTER_IMAGE" baker
