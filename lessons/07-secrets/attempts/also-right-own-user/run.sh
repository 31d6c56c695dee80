# The other way round: the shop runs as whoever owns the file.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  --user "$(id -u):$(id -g)" -v "$LAB_DIR/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun "$LAB_TUNNEL_IMAGE"
