docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER --cap-add SETUID --cap-add SETGID "$LAB_BOOK_IMAGE"
