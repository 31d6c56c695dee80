# Two containers, and in each a shell as process 1 that lives on whatever becomes of the app.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" sh -c 'httpd -p 8080 -h /app/www; while :; do sleep 60; done'
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck \
  "$LAB_COUNTER_IMAGE" sh -c 'baker & while :; do sleep 60; done'
