# A clean image, and the old library mounted over it, because a page looked different.
sh pull.sh 1.4.1
sed -i 's/forms:1.4$/forms:1.4.1/' bakery/Dockerfile
docker build -t one-app-bakery:mine bakery
docker rm -f "$LAB_COUNTER"
chmod -R a+rX forms
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders -v "$LAB_DIR/forms/1.4:/usr/lib/forms:ro" \
  one-app-bakery:mine start
