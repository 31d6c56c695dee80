docker build -q -t non-root-web:mine .
docker rm -f "$LAB_WEB"
# still in the start script from a night of debugging
docker run -d --name "$LAB_WEB" --network "$LAB_NET" --user 0 non-root-web:mine
