#!/bin/bash
# initrd.sh ROOT KERNEL WORK OUT: busybox, the modules that reach the disk, and a change of root to it.
set -euo pipefail
root=$1 kernel=$2 work=$3 out=$4
mkdir -p "$work"/{bin,dev,proc,sys,modules,new}
cp "$root/bin/busybox" "$work/bin/"
order=100
for module in virtio_pci virtio_blk overlay virtio_net virtiofs; do
  # A module that is built in has no file to load.
  while read -r kind file _; do
    [ "$kind" = insmod ] || continue
    name=$(basename "${file%.xz}")
    compgen -G "$work/modules/*-$name" >/dev/null && continue
    order=$((order + 1))
    case $file in
      *.xz) xz -dc "$file" >"$work/modules/$order-$name" ;;
      *) cp "$file" "$work/modules/$order-$name" ;;
    esac
  done < <(modprobe -d "$root" -S "$kernel" --show-depends "$module" 2>/dev/null || true)
done
cat >"$work/init" <<'INIT'
#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc
# Asked whether the processor's own virtualisation works: having come this far is the answer.
case " $($b cat /proc/cmdline) " in *' docklab.probe '*)
  echo 'docklab: probe ok' >/dev/console
  $b poweroff -f
esac
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
for module in /modules/*; do $b insmod "$module" || echo "docklab: $module did not load"; done
tries=0
until [ -b /dev/vda ] || [ $tries -ge 100 ]; do $b usleep 100000; tries=$((tries + 1)); done
$b mount -t ext4 -o rw,noatime /dev/vda /new || { echo 'docklab: no disk'; $b poweroff -f; }
echo 'docklab: disk' >/dev/console
$b mount --move /dev /new/dev
$b umount /sys
$b umount /proc
exec $b switch_root /new /sbin/init
INIT
chmod +x "$work/init"
(cd "$work" && find . | LC_ALL=C sort | cpio -o -H newc --quiet | gzip -1n >"$out")
