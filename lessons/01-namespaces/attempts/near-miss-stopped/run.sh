docker stop -t 1 "$LAB_LEAKY"
