# As the owner of its file the book needs no capability at all: not even for port 80, by the engine's own sysctl.
docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --user 1000:1000 --cap-drop ALL \
  --sysctl net.ipv4.ip_unprivileged_port_start=0 "$LAB_BOOK_IMAGE"
docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --cap-drop ALL --cap-add NET_RAW "$LAB_LINE_IMAGE"
