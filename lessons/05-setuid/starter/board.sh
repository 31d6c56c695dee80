#!/bin/sh
# A traveller, in a container of their own on the lab's network.
# usage: sh board.sh           all departures
#        sh board.sh 'PLACE'   those that go there
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_WEB" -e "PLACE=${1-}" "$LAB_BASE" sh -c '
  encode() { od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g"; }
  timeout 5 wget -q -O - "http://$SITE:8080/cgi-bin/departures?to=$(printf %s "$PLACE" | encode)"'
