# A clean image was built, and the container was only restarted.
sh pull.sh 1.4.1
sed -i 's/forms:1.4$/forms:1.4.1/' bakery/Dockerfile
docker build -t one-app-bakery:mine bakery
docker restart -t 1 "$LAB_COUNTER"
