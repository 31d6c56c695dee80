# A script as process 1 turns every crash into exit code 0, which is no failure for on-failure.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart on-failure \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart on-failure --health-cmd 'newer /tmp/looked 4' --health-interval 1s --health-timeout 2s --health-retries 2 \
  "$LAB_COUNTER_IMAGE" sh -c 'baker; echo the baker is gone; exit 0'
