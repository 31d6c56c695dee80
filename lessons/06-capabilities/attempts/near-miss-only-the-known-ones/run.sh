docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --cap-drop NET_RAW --cap-drop MKNOD "$LAB_BOOK_IMAGE"
