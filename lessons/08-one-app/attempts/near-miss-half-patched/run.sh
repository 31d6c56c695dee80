# The counter is patched, since it is the one that is attacked; the baker has the same library.
sh pull.sh 1.4.1
sed -i 's/forms:1.4$/forms:1.4.1/' bakery/Dockerfile
docker build -t one-app-bakery:mine bakery
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  one-app-bakery:mine httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
