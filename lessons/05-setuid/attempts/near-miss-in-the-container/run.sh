docker exec -u 0 "$LAB_WEB" sh -c 'find / -xdev -type f -perm /6000 -exec chmod a-s {} +'
