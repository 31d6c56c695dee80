disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" --device-write-bps "$disk:8mb" "$LAB_POSTER_IMAGE"
docker update --memory 64m --memory-swap 64m --pids-limit 64 --cpus 0.5 "$LAB_TILL"
sh slow-disk.sh 8
