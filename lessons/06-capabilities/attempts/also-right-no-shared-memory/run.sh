# Nothing of the image can be written, and there is no /dev/shm either: the attacks find another place or none.
docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --ipc none --read-only --user 1000:1000 --cap-drop ALL \
  --tmpfs /data:uid=1000,gid=1000 "$LAB_BOOK_IMAGE"
docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --ipc none --read-only --cap-drop ALL --cap-add NET_RAW "$LAB_LINE_IMAGE"
