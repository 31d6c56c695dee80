# A shell is process 1: one ends with its app and the code of it, the other starts its app anew.
sh pull.sh 1.4.1
sed -i 's/forms:1.4$/forms:1.4.1/' bakery/Dockerfile
docker build -t one-app-bakery:mine bakery
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart on-failure \
  one-app-bakery:mine sh -c 'httpd -f -p 8080 -h /app/www & wait $!'
docker run -d --name one-app-baker --network "$LAB_NET" -v docklab-one-app-orders:/orders --health-cmd 'newer /tmp/looked 4' --health-interval 1s --health-timeout 2s --health-retries 2 \
  one-app-bakery:mine sh -c 'while :; do baker; sleep 0.2; done'
