#!/bin/sh
# A visitor, in a container of their own on the lab's network.
# usage: sh visit.sh book [sign TEXT | find WORD]
#        sh visit.sh line host NAME
case $1 in book) site=$LAB_BOOK ;; *) site=$LAB_LINE ;; esac
exec docker run --rm --network "$LAB_NET" -e "SITE=$site" -e "PAGE=$1" -e "KEY=${2-}" -e "WORD=${3-}" "$LAB_BASE" sh -c '
  encode() { od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g"; }
  timeout 8 wget -q -O - "http://$SITE/cgi-bin/$PAGE?$KEY=$(printf %s "$WORD" | encode)"'
