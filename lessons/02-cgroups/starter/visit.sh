# Orders a poster from the press, as a visitor does:   sh visit.sh 'mb=8&copies=4'
#   mb      megabytes of picture        copies  copies of it
#   finish  seconds of polishing        keep    megabytes kept on the disk
docker exec "$LAB_TILL" wget -q -O - "http://$LAB_POSTER:8080/cgi-bin/poster?${1:-}"
