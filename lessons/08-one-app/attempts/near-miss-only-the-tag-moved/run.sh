# The old tag names the new base now, and the container was made anew, of an image that was built before.
sh pull.sh 1.4.1
docker tag one-app-forms:1.4.1 one-app-forms:1.4
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  "$LAB_COUNTER_IMAGE" start
