# Created first and started later, with every other lock of the course, and tightened while it runs.
disk=$(sh disk.sh)
docker rm -f "$LAB_POSTER"
docker create --name "$LAB_POSTER" --network "$LAB_NET" --init \
  --user 65534:65534 --cap-drop ALL --security-opt no-new-privileges \
  --read-only --tmpfs /var/posters:size=4m,uid=65534 \
  --memory 64m --memory-swap 64m --memory-swappiness 0 --pids-limit 64 --cpus 0.5 --cpu-shares 512 \
  --device-write-bps "$disk:8mb" "$LAB_POSTER_IMAGE"
docker start "$LAB_POSTER"
docker update --cpus 0.3 "$LAB_POSTER"
sh slow-disk.sh 8
