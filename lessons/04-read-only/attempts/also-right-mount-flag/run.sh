# --mount has no option for the owner of a tmpfs, so the notes go to /tmp, which is open to every user by its mode.
# noexec, nosuid and nodev are its defaults.
docker rm -f "$LAB_WEB"
docker run -d --name "$LAB_WEB" --network "$LAB_NET" -p "127.0.0.1:$LAB_WEB_PORT:8080" \
  --user nobody --read-only \
  -e DATA_DIR=/tmp --mount type=tmpfs,target=/tmp,tmpfs-size=8m \
  "$LAB_WEB_IMAGE"
