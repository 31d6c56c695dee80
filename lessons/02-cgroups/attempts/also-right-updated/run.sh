# Only what cannot be changed later is said at creation; the rest while it runs.
disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker run -d --name "$LAB_POSTER" --network "$LAB_NET" --device-write-bps "$disk:4mb" "$LAB_POSTER_IMAGE"
docker update --memory 48m --memory-swap 48m --pids-limit 30 --cpus 0.4 "$LAB_POSTER"
sh slow-disk.sh 4
