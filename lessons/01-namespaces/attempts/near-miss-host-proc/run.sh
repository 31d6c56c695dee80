docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" -p 127.0.0.1:18280:18280 -v /proc:/host/proc:ro "$LAB_LEAKY_IMAGE"
