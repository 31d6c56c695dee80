# Stands for `docker pull forms:VERSION`, since this room has no registry: the vendor's image is made from its files.
# usage: sh pull.sh VERSION
cd "$(dirname "$0")"
log=$(docker build -t "one-app-forms:$1" --build-arg "VERSION=$1" forms 2>&1) || {
  echo "$log"
  exit 1
}
echo "one-app-forms:$1 is here."
