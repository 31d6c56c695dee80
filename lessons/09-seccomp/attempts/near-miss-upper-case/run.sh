docker rm -f "$LAB_DEPOT"
docker run -d --name "$LAB_DEPOT" --network "$LAB_NET" -v "docklab-$LAB_NAME-out:/out" \
  --security-opt seccomp=profile.json "$LAB_DEPOT_IMAGE"
