# CPU time as the kernel counts it. 32 MB of memory and, by Docker's own rule, as much swap: 64 MB together.
disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" \
  --cpu-period 50000 --cpu-quota 20000 --memory 32m --pids-limit 20 \
  --device-write-bps "$disk:4mb" --device-write-iops "$disk:500" "$LAB_POSTER_IMAGE"
sh slow-disk.sh 4
