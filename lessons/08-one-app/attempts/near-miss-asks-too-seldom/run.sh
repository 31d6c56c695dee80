# The right question, as often as Docker asks by default.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart always \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart always --health-cmd 'newer /tmp/looked 4' --health-interval 30s \
  "$LAB_COUNTER_IMAGE" baker
