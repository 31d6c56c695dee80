docker stop "$LAB_POSTER"
