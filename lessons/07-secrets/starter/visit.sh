#!/bin/sh
# A customer, in a container of their own on the lab's network.
# usage: sh visit.sh item NAME | sh visit.sh like WORD
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_SHOP" -e "KEY=$1" -e "WORD=$2" "$LAB_BASE" sh -c '
  coded=$(printf %s "$WORD" | od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g")
  timeout 8 wget -q -O - "http://$SITE:8080/cgi-bin/stock?$KEY=$coded"'
