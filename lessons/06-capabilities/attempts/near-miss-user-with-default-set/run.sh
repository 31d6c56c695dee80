docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --user 1000:1000 "$LAB_BOOK_IMAGE"
