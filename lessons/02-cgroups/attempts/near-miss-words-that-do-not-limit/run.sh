disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" \
  --memory 64m --memory-swap -1 --pids-limit -1 --ulimit nproc=40:40 --cpu-shares 2 --cpuset-cpus 0 \
  --device-write-bps "$disk:8mb" "$LAB_POSTER_IMAGE"
sh slow-disk.sh 8
