# The file given to root once, in an image of its own: then root needs no right over other people's files.
docker build -q -t capabilities-book:mine - << END
FROM $LAB_BOOK_IMAGE
RUN chown -R 0:0 /data
END
docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --cap-drop ALL capabilities-book:mine
docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --cap-drop ALL --cap-add NET_RAW "$LAB_LINE_IMAGE"
