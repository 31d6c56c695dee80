#!/bin/sh
# A customer, in a container of their own on the lab's network.
# usage: sh visit.sh depot|annex [load PARCEL | track NUMBER]
case $1 in depot) site=$LAB_DEPOT ;; *) site=$LAB_ANNEX ;; esac
exec docker run --rm --network "$LAB_NET" -e "SITE=$site" -e "KEY=${2-}" -e "WORD=${3-}" "$LAB_BASE" sh -c '
  coded=$(printf %s "$WORD" | od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g")
  timeout 8 wget -q -O - "http://$SITE/cgi-bin/depot?$KEY=$coded"'
