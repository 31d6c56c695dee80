docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" --network none -p 127.0.0.1:18280:18280 "$LAB_LEAKY_IMAGE"
