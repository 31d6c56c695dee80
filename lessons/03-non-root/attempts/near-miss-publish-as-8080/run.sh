docker build -q -t non-root-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p 127.0.0.1::80 non-root-web:mine
