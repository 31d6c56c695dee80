# The running containers are mended with docker exec; the image brings the hole back with the next one.
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --no-healthcheck \
  "$LAB_COUNTER_IMAGE" baker
for one in "$LAB_COUNTER" one-app-baker; do
  docker exec -i --user 0 "$one" sh -c 'cat > /usr/lib/forms/forms.sh' < forms/1.4.1/forms.sh
done
