docker stop -t 1 "$LAB_WEB" "$LAB_API" "$LAB_STORE"
