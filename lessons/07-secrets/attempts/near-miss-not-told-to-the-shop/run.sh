(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
docker build -t secrets-shop:mine shop
(umask 077 && docker run --rm "$LAB_SHOP_IMAGE" sh -c 'echo $VAULT_PASSWORD' > password.first)
docker run --rm -v "$LAB_DIR/password.first:/password" "$LAB_BASE" chown 1000 /password
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  -v "$LAB_DIR/password.first:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
