#!/bin/bash
# kernel.sh ROOT: unpacks the kernel without installing it, which would want an initrd and a boot loader.
set -euo pipefail
chroot "$1" sh -eu -c 'cd /tmp
  package=$(apt-cache depends linux-image-cloud-amd64 | sed -n "s/.*Depends: \(linux-image[^ ]*\).*/\1/p" | head -n 1)
  apt-get -q download "$package"
  dpkg-deb --fsys-tarfile "$package"*.deb | tar -x -C / --keep-directory-symlink --no-same-owner --exclude="./usr/share/doc/*"
  rm "$package"*.deb'
