#!/bin/sh
# The attacker asks the kernel for the keyring of the session, which no namespace divides (keyctl, KEYCTL_GET_KEYRING_ID).
# A number is the keyring, or -126 the word that there is none; -1 is "not permitted".
# usage: sh keyring.sh depot|annex
cd "$(dirname "$0")"
case $(docker info -f '{{.Architecture}}') in aarch64 | arm64) keyctl=219 ;; *) keyctl=250 ;; esac
exec sh attack.sh "$1" "knock 64 $keyctl 0 -3 0"
