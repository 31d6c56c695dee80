# The old Dockerfile, and of what came of it only the files that a container sees.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
# Also for those who are not root here: whoever may use Docker may do this.
docker run --rm -v "$LAB_DIR/password:/password" "$LAB_BASE" chown 1000 /password
docker build -q --build-arg "VAULT_PASSWORD=$(docker run --rm "$LAB_SHOP_IMAGE" sh -c 'echo $VAULT_PASSWORD')" -t secrets-shop:mine shop
id=$(docker create secrets-shop:mine)
docker export "$id" | docker import -c 'ENV VAULT_HOST=secrets-vault' -c 'USER shop' \
  -c 'CMD ["httpd", "-f", "-p", "8080", "-h", "/app/www"]' - secrets-shop:mine
docker rm "$id"
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  -v "$LAB_DIR/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun "$LAB_TUNNEL_IMAGE"
