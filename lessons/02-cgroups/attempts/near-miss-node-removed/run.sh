disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" --memory 64m --memory-swap 64m --pids-limit 64 --cpus 0.5 \
  --device-write-bps "$disk:8mb" --device /dev/kmsg "$LAB_POSTER_IMAGE"
docker exec "$LAB_POSTER" rm /dev/kmsg
sh slow-disk.sh 8
