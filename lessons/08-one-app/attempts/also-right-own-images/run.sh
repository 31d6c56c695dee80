# An image for each app, with its own first process and its own health check; the vendor's base for both.
sh pull.sh 1.4.1
docker build -t one-app-counter:own -f counter.Dockerfile bakery
docker build -t one-app-baker:own -f baker.Dockerfile bakery
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders --restart unless-stopped one-app-counter:own
docker run -d --name one-app-baker --init --network none -v docklab-one-app-orders:/orders --restart unless-stopped one-app-baker:own
