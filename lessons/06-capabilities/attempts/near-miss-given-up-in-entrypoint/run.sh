docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" "$LAB_BOOK_IMAGE" setpriv --nnp --inh-caps -net_raw,-mknod,-chown httpd -f -p 80 -h /www
