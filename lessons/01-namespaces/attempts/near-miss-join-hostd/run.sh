docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" \
  --pid "container:$LAB_HOSTD" --network "container:$LAB_HOSTD" --ipc "container:$LAB_HOSTD" \
  -e LISTEN=127.0.0.1:18280 "$LAB_LEAKY_IMAGE"
