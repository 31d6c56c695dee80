docker rm -f "$LAB_DEPOT"
docker run -d --name "$LAB_DEPOT" --network "$LAB_NET" -v "docklab-$LAB_NAME-out:/out" \
  --cap-drop ALL --cap-add NET_BIND_SERVICE "$LAB_DEPOT_IMAGE"
