#!/bin/sh
# Whether a settings file has a password in it.
grep -q '^password=.' "$1" && echo 'settings are good'
