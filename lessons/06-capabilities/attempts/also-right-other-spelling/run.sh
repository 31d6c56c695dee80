# Names as other tools write them, the right to a low port for older engines, and every other lock as well.
docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --cap-drop all --cap-add CAP_DAC_OVERRIDE --cap-add net_bind_service \
  --security-opt no-new-privileges "$LAB_BOOK_IMAGE"
docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --cap-drop=ALL --cap-add=CAP_NET_RAW --cap-add=NET_BIND_SERVICE \
  --read-only --security-opt no-new-privileges "$LAB_LINE_IMAGE"
