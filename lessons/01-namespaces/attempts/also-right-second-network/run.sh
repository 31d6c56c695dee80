# Moved to another network while it runs: a network namespace can gain and lose interfaces.
docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" -p 127.0.0.1:18280:18280 "$LAB_LEAKY_IMAGE"
docker network connect "$LAB_NET" "$LAB_LEAKY"
docker network disconnect bridge "$LAB_LEAKY"
