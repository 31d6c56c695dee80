docker build -q -t non-root-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" --mount type=tmpfs,target=/data,tmpfs-mode=0755 non-root-web:mine
