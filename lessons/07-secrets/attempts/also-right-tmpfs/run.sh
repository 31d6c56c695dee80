# Never on a disk of the container: a small file system in memory, filled after the start.
(umask 077 && head -c 18 /dev/urandom | base64 > password)
docker exec -i "$LAB_VAULT" set-password < password
docker build -t secrets-shop:mine shop
docker rm -f "$LAB_SHOP"
docker run -d --name "$LAB_SHOP" --network "$LAB_NET" \
  --mount type=tmpfs,destination=/secret,tmpfs-mode=0755 -e VAULT_PASSWORD_FILE=/secret/password secrets-shop:mine
docker exec -i --user 0 "$LAB_SHOP" sh -c 'umask 077; cat > /secret/password; chown 1000 /secret/password' < password
docker rm -f "$LAB_TUNNEL" || true
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" --device /dev/net/tun "$LAB_TUNNEL_IMAGE"
