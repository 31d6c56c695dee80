# With --rm the container is gone with its app, and no policy can start it.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --rm \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --rm --health-cmd 'newer /tmp/looked 4' --health-interval 1s --health-timeout 2s --health-retries 2 \
  "$LAB_COUNTER_IMAGE" baker
