# Nothing, and then what each service was seen to need.
docker rm -f "$LAB_BOOK"
docker run -d --name "$LAB_BOOK" --network "$LAB_NET" --cap-drop ALL --cap-add DAC_OVERRIDE "$LAB_BOOK_IMAGE"
docker rm -f "$LAB_LINE"
docker run -d --name "$LAB_LINE" --network "$LAB_NET" --cap-drop ALL --cap-add NET_RAW "$LAB_LINE_IMAGE"
