#!/bin/sh
# usage: sh tunnel.sh          makes the tunnel anew: change it here
#        sh tunnel.sh attack   somebody in the tunnel tries to read the host's first disk
set -u
if [ "${1-}" = attack ]; then
  exec docker exec "$LAB_TUNNEL" sh -c '
    for disk in /sys/class/block/[hsv]d? /sys/class/block/nvme?n?; do
      [ -e "$disk/dev" ] || continue
      IFS=: read -r major minor < "$disk/dev"
      mknod /tmp/disk b "$major" "$minor" && head -c 1 /tmp/disk > /dev/null && echo "opened ${disk##*/}"
      rm -f /tmp/disk
    done'
fi
docker rm -f "$LAB_TUNNEL"
docker run -d --name "$LAB_TUNNEL" --network "$LAB_NET" \
  --privileged \
  "$LAB_TUNNEL_IMAGE"
