# The image itself says which user it runs as and where its notes are: in a directory that is a tmpfs by convention.
docker build -t read-only-web:mine --build-arg "FROM=$LAB_WEB_IMAGE" .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --read-only --tmpfs /run:size=1m,uid=10001 read-only-web:mine
