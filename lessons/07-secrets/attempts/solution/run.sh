# A new password by a machine, in a file for uid 1000, and an image that never saw one.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
# Also for those who are not root here: whoever may use Docker may do this.
docker run --rm -v "$LAB_DIR/password:/password" "$LAB_BASE" chown 1000 /password
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  -v "$LAB_DIR/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun "$LAB_TUNNEL_IMAGE"
