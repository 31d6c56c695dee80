# One container that ends as soon as one of the two is gone: honest, and still one for all.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart always \
  "$LAB_COUNTER_IMAGE" sh -c 'httpd -f -p 8080 -h /app/www & baker & while pidof httpd && pidof baker; do sleep 0.2; done > /dev/null; exit 1'
