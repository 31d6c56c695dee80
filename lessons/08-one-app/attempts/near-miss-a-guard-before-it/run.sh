# The page refuses strange types before the library sees them; the library stays as it was.
sh pull.sh 1.4
sed -i '2a case $CONTENT_TYPE in "" | application/x-www-form-urlencoded) ;; *) echo "Status: 400 No"; echo; exit ;; esac' bakery/www/cgi-bin/order
docker build -t one-app-bakery:mine bakery
docker rm -f "$LAB_COUNTER"
docker run -d --name "$LAB_COUNTER" --network "$LAB_NET" -v docklab-one-app-orders:/orders \
  one-app-bakery:mine start
