docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" --network "$LAB_NET" "$LAB_LEAKY_IMAGE"
