# How the shop is built and started. Change it, then run it: sh rebuild.sh
set -eu
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" secrets-shop:mine
