# Of root, and for the group of the shop to read.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
docker run --rm -v "$LAB_DIR/password:/password" "$LAB_BASE" sh -c 'chown 0:1000 /password && chmod 440 /password'
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  --user 1000:1000 -v "$LAB_DIR/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun "$LAB_TUNNEL_IMAGE"
