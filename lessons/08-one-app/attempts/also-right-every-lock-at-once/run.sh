# The library is upgraded in a step of the build; nothing can be written but what must be, and no right is left.
docker rm -f "$LAB_COUNTER"
sh pull.sh 1.4
docker build -t one-app-bakery:mine -f Dockerfile .
lock='--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --memory 32m --pids-limit 32'
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders $lock --restart on-failure:1 \
  one-app-bakery:mine httpd -f -p 8080 -h /app/www
docker run -d --name one-app-baker --network none -v docklab-one-app-orders:/orders $lock --restart on-failure:1 \
  --health-cmd 'newer /tmp/looked 3' --health-interval 1s --health-retries 1 \
  one-app-bakery:mine baker
