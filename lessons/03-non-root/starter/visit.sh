#!/bin/sh
# An honest visitor, in a container of their own on the lab's network. Tries port 8080, then 80.
# usage: sh visit.sh          reads the guest book
#        sh visit.sh 'TEXT'   signs it
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_WEB" -e "ENTRY=${1-}" "$LAB_BASE" sh -c '
  port=8080
  timeout 5 wget -q -O /dev/null "http://$SITE:$port/" 2> /dev/null || port=80
  encode() { od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g"; }
  set -- "http://$SITE:$port/cgi-bin/guestbook"
  [ -z "$ENTRY" ] || set -- --post-data "entry=$(printf %s "$ENTRY" | encode)" "$@"
  timeout 5 wget -q -O - "$@"'
