# The old tag names the new base now, and nothing was built on it.
sh pull.sh 1.4.1
docker tag one-app-forms:1.4.1 one-app-forms:1.4
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
