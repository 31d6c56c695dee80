#!/bin/sh
# Somebody with a password, at the vault itself.
# usage: sh ask-vault.sh PASSWORD
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_VAULT" -e "WORD=$1" "$LAB_BASE" sh -c '
  timeout 8 wget -q -O - --post-data "$(printf "%s\nlamp" "$WORD")" "http://$SITE:8080/cgi-bin/stock"'
