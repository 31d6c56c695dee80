# The refusal has an error of its own: "not supported".
docker rm -f "$LAB_DEPOT"
docker run -d --name "$LAB_DEPOT" --network "$LAB_NET" -v "docklab-$LAB_NAME-out:/out" \
  --security-opt seccomp=profile.json "$LAB_DEPOT_IMAGE"
docker rm -f "$LAB_ANNEX"
docker run -d --name "$LAB_ANNEX" --network "$LAB_NET" "$LAB_ANNEX_IMAGE"
