docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" --pid host --network host --ipc host \
  --user 65534 --cap-drop ALL --security-opt no-new-privileges --read-only \
  -e LISTEN=127.0.0.1:18280 "$LAB_LEAKY_IMAGE"
