docker build -q -t non-root-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" non-root-web:mine
