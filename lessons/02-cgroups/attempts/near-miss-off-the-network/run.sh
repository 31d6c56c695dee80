# Every limit, and no --network: the press stands in Docker's default one.
disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --memory 64m --memory-swap 64m --pids-limit 64 --cpus 0.5 \
  --device-write-bps "$disk:8mb" "$LAB_POSTER_IMAGE"
sh slow-disk.sh 8
