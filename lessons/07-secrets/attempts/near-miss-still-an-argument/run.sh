(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
# Also for those who are not root here: whoever may use Docker may do this.
docker run --rm -v "$LAB_DIR/password:/password" "$LAB_BASE" chown 1000 /password
docker build --build-arg "VAULT_PASSWORD=$(docker run --rm "$LAB_SHOP_IMAGE" sh -c 'echo $VAULT_PASSWORD')" -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  -v "$LAB_DIR/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
