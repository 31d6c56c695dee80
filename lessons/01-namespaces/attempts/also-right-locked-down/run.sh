# No shared memory at all, and as little privilege as the page needs.
docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" --ipc none -p 127.0.0.1:18280:18280 \
  --user 65534:65534 --cap-drop ALL --security-opt no-new-privileges --read-only "$LAB_LEAKY_IMAGE"
