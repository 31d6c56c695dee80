docker exec "$LAB_POSTER" sed -i 's/ 512 / 32 /; s/ 300 / 20 /; s/: 512/: 32/; s/: 300/: 20/; s/ 10 / 0 /; s/: 10/: 0/' /www/cgi-bin/poster
