# A user without a group is in the group of root. Not tidy, but the app has that group from the start: no program gave it.
docker build -q -t setuid-web:mine .
docker rm -f "$LAB_WEB"
docker run -d --init --name "$LAB_WEB" --network "$LAB_NET" \
  --mount type=volume,src=docklab-setuid-shared,dst=/shared,readonly \
  --security-opt=no-new-privileges:true --cap-drop=CAP_SETUID --cap-drop=cap_setgid setuid-web:mine
