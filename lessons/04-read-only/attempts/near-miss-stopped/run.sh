docker stop "$LAB_WEB"
