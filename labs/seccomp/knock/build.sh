# Makes knock.ARCH.b64 of knock.c, for whoever changed it. Takes a cross compiler: CC=aarch64-linux-gnu-gcc sh build.sh aarch64
set -eu
arch=${1:-$(uname -m)}
out=$(mktemp)
${CC:-gcc} -Os -ffreestanding -fno-stack-protector -fno-pic -no-pie -fno-asynchronous-unwind-tables -nostdlib -static \
  -Wl,--build-id=none -Wl,-N -Wl,-z,norelro -s -o "$out" knock.c
base64 -w 100 "$out" >"knock.$arch.b64"
rm "$out"
