docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" -p 127.0.0.1:18280:80 "$LAB_LEAKY_IMAGE"
