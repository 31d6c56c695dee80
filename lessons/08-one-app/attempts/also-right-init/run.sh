# An init as process 1, which ends with the app that it started; always started again.
sh pull.sh 1.4.1
sed -i 's/forms:1.4$/forms:1.4.1/' bakery/Dockerfile
docker build -t one-app-bakery:mine bakery
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --init --restart always \
  one-app-bakery:mine httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --init --restart always --health-cmd 'newer /tmp/looked 4' --health-interval 1s --health-timeout 2s --health-retries 2 \
  one-app-bakery:mine baker
