(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  -v "$LAB_DIR/secret/password:/run/password:ro" -e VAULT_PASSWORD_FILE=/run/password secrets-shop:mine
