# How the two are started. Change it, then run it: sh restart.sh
set -eu
docker rm -f "$LAB_DEPOT" "$LAB_ANNEX"

docker run -d --name "$LAB_DEPOT" --network "$LAB_NET" \
  -v "docklab-$LAB_NAME-out:/out" \
  "$LAB_DEPOT_IMAGE"

docker run -d --name "$LAB_ANNEX" --network "$LAB_NET" \
  --security-opt seccomp=unconfined \
  "$LAB_ANNEX_IMAGE"
