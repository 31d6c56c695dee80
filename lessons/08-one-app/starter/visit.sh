# A customer: orders WHAT, waits up to 4 seconds, and says what came of it.
# usage: sh visit.sh WHAT
exec docker run --rm --network "$LAB_NET" -e "SITE=http://$LAB_COUNTER:8080/cgi-bin/order" -e "WHAT=$1" "$LAB_BASE" sh -c '
  answer=$(timeout 5 wget -q -O - --post-data "what=$WHAT" "$SITE") || { echo "nobody at the counter"; exit 1; }
  echo "$answer"
  number=${answer#Order }
  for try in 1 2 3 4; do
    said=$(timeout 5 wget -q -O - "$SITE?${number%% *}")
    case $said in waiting*) sleep 1 ;; *) break ;; esac
  done
  echo "$said"'
