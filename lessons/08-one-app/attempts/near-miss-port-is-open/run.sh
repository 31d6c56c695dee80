# A port is open as long as the process lives, whether it answers or not.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart always --health-cmd 'grep -qi ":1f90 " /proc/net/tcp /proc/net/tcp6' --health-interval 1s \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart always --health-cmd 'newer /tmp/looked 4' --health-interval 1s --health-timeout 2s --health-retries 2 \
  "$LAB_COUNTER_IMAGE" baker
