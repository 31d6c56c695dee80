#!/bin/bash
# keys.sh ROOT OUT: the machine's own certificate authority, and keys that no other machine has. The authority's key is not kept.
set -euo pipefail
root=$1 out=$2
tls=$root/etc/docker/tls
mkdir -p "$tls" "$out/certs" "$out/ssh"
chmod 700 "$tls" "$out/certs" "$out/ssh"
chroot "$root" bash -euo pipefail -c '
umask 077
cd /etc/docker/tls
sign() { # NAME SUBJECT EXTENSIONS
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1-key.pem" -subj "$2" -out "$1.csr" 2>/dev/null
  printf "%s\n" "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.pem -days 3650 -extfile "$1.ext" -out "$1-cert.pem" 2>/dev/null
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=docklab machine authority" \
  -addext keyUsage=critical,keyCertSign -keyout ca-key.pem -out ca.pem 2>/dev/null
sign server "/CN=docklab-machine" "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:docklab-machine
extendedKeyUsage=serverAuth"
sign client "/CN=docklab" "extendedKeyUsage=clientAuth"
rm -f ./*.csr ./*.ext ca-key.pem
ssh-keygen -q -t ed25519 -N "" -C docklab -f /root/client
rm -f /etc/ssh/ssh_host_*
ssh-keygen -q -t ed25519 -N "" -C docklab-machine -f /etc/ssh/ssh_host_ed25519_key'
cp "$tls/ca.pem" "$out/certs/ca.pem"
mv "$tls/client-cert.pem" "$out/certs/cert.pem"
mv "$tls/client-key.pem" "$out/certs/key.pem"
mv "$root/root/client" "$out/ssh/key"
for home in root home/learner; do
  install -d -m 700 "$root/$home/.ssh"
  install -m 600 "$root/root/client.pub" "$root/$home/.ssh/authorized_keys"
done
rm "$root/root/client.pub"
chroot "$root" chown -R learner:learner /home/learner/.ssh
printf 'docklab-machine %s\n' "$(cut -d ' ' -f 1,2 "$root/etc/ssh/ssh_host_ed25519_key.pub")" >"$out/ssh/known_hosts"
chmod 600 "$out"/certs/* "$out"/ssh/*
