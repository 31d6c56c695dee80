# A user-defined network, every option said aloud, and an init process.
docker rm -f "$LAB_LEAKY"
docker run -d --init --name "$LAB_LEAKY" --network "$LAB_NET" --ipc private --hostname leaky \
  --publish 127.0.0.1:18280:18280 "$LAB_LEAKY_IMAGE"
