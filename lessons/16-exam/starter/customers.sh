#!/bin/sh
# Customers, in a container of their own on the shop's network: each orders something and asks what became of it.
# usage: sh customers.sh [HOW-MANY]
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_WEB" -e "MANY=${1-1}" "$LAB_BASE" sh -c '
  ask() { timeout 8 wget -q -O - "http://$SITE:8080/cgi-bin/shop?$1"; }
  customer() {
    number=$(ask "add=lamp%20$1") && ask "get=${number#number }"
  }
  at=0
  while [ $at -lt "$MANY" ]; do
    at=$((at + 1))
    customer $at &
  done
  wait'
