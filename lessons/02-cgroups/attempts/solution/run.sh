# Every limit at once, when the container is made, and no device. The disk is asked for while the old press still runs.
disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" \
  --memory 64m --memory-swap 64m \
  --pids-limit 64 \
  --cpus 0.5 \
  --device-write-bps "$disk:8mb" \
  "$LAB_POSTER_IMAGE"
# Only where the docker command drops the last option.
sh slow-disk.sh 8
