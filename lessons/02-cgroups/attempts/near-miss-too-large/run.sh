disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" --memory 1g --memory-swap 1g --pids-limit 1000 --cpus 0.9 \
  --device-write-bps "$disk:500mb" "$LAB_POSTER_IMAGE"
sh slow-disk.sh 500
