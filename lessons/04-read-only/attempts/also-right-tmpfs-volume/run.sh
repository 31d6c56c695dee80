# A volume whose driver mounts a tmpfs: what counts is what the kernel mounted, not which option asked for it.
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --user 10001 --read-only \
  --mount 'type=volume,target=/data,volume-driver=local,volume-opt=type=tmpfs,volume-opt=device=tmpfs,"volume-opt=o=size=4m,noexec,nosuid,nodev,uid=10001"' \
  "$LAB_WEB_IMAGE"
