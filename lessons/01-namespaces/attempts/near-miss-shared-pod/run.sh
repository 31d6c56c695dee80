docker rm -f "$LAB_LEAKY"
docker run -d --name namespaces-plain --ipc shareable -p 127.0.0.1:18280:18280 "$LAB_BASE" sleep 3600
docker run -d --name "$LAB_LEAKY" \
  --pid container:namespaces-plain --network container:namespaces-plain --ipc container:namespaces-plain \
  "$LAB_LEAKY_IMAGE"
