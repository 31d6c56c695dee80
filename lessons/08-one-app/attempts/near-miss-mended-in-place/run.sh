# The running container is mended with docker exec; the image brings the hole back with the next one.
docker exec -i --user 0 "$LAB_COUNTER" sh -c 'cat > /usr/lib/forms/forms.sh' < forms/1.4.1/forms.sh
