#!/bin/bash
# Builds the lab machine (Debian 13) in the empty folder OUT: root.ext4, vmlinuz, initrd.gz, busybox, certs/, ssh/, packages.txt, built.json.
#   build.sh OUT SIZE UID     SIZE of the disk as truncate takes it; UID of the person's user in the machine
# The files of the machine are gathered in a tmpfs of a mount namespace of its own: whatever happens, nothing of it stays.
# As a plain user the same happens in a user namespace. Lines on standard output that begin with "== " are steps.
# DOCKLAB_MACHINE_SOURCES: a deb822 file with the package sources, for instance of a snapshot of a given day.
set -euo pipefail
umask 022
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != --inside ]; then
  map=()
  [ "$(id -u)" = 0 ] || map=(--user --map-root-user --map-auto)
  exec unshare "${map[@]}" --mount --pid --fork --kill-child --mount-proc bash "$0" --inside "$@"
fi
out=$2 size=$3 uid=$4
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C
step() { echo "== $1"; }

chmod 700 "$out"
work=$out/work
mkdir "$work"
mount -t tmpfs -o size=3G,mode=755 docklab "$work"
root=$work/root

# A Debian host's own sources, for the machine's suite; none where there are none: mmdebstrap knows the usual mirror.
suite=trixie
sources=${DOCKLAB_MACHINE_SOURCES:-}
if [ -z "$sources" ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then
  own=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    [ -n "$own" ] && grep -q "\b$own\b" "$file" 2>/dev/null || continue
    sources=$work/debian.${file##*.}
    sed "s/\b$own\b/$suite/g" "$file" >"$sources"
    break
  done
fi

packages=systemd-sysv,dbus,udev,kmod,iproute2,iptables,procps,sudo,less
packages+=,docker.io,docker-cli,busybox-static,openssh-server,openssl
packages+=,auditd,apparmor,apparmor-utils,policycoreutils,selinux-utils,selinux-policy-default
step 'Fetch and unpack Debian packages'
# The lists of a snapshot are older than they say they are good for. They are signed all the same.
mmdebstrap --variant=minbase --mode=root --format=directory --skip=cleanup/apt/lists \
  --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' \
  --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --include="$packages" --customize-hook="bash $here/kernel.sh \"\$1\"" \
  "$suite" "$root" ${sources:+"$sources"} 2>&1

step 'Set the machine up'
kernel=$(ls "$root/lib/modules")
depmod -b "$root" "$kernel"
# What the engine loads at every start, unpacked here once.
for module in veth bridge br_netfilter nf_tables nft_compat nft_chain_nat nf_conntrack_netlink xfrm_user \
  xt_conntrack xt_MASQUERADE xt_addrtype; do
  modprobe -d "$root" -S "$kernel" --show-depends "$module"
done | sed -n 's/^insmod \(.*\.xz\) *$/\1/p' | sort -u | xargs -r xz -d
depmod -b "$root" "$kernel"
cp -r --no-preserve=ownership,mode "$here/rootfs/." "$root/"
chmod 440 "$root/etc/sudoers.d/docklab"
chroot "$root" useradd --create-home --shell /bin/bash --uid "$uid" --groups docker learner
units=$root/etc/systemd/system
while read -r unit; do ln -sf /dev/null "$units/$unit"; done <"$here/masked-units"
mkdir -p "$root/etc/systemd/system-generators"
ln -sf /dev/null "$root/etc/systemd/system-generators/systemd-ssh-generator"
# Debian's own profiles, for programs that are not here, take long to compile at every start.
find "$root/etc/apparmor.d" -maxdepth 1 -type f -delete
mkdir -p "$units/multi-user.target.wants"
ln -sf ../docklab-ready.service "$units/multi-user.target.wants/"
ln -sf ../docklab-net.service "$units/multi-user.target.wants/"
ln -sf /lib/systemd/system/ssh.service "$units/multi-user.target.wants/"
: >"$root/etc/machine-id"
echo docklab-machine >"$root/etc/hostname"
printf '127.0.0.1 localhost docklab-machine\n' >"$root/etc/hosts"
: >"$root/etc/fstab"
touch "$root/etc/.updated" "$root/var/.updated"

step 'Make keys and certificates'
bash "$here/keys.sh" "$root" "$out"

step 'Prepare the SELinux policy'
printf 'SELINUX=enforcing\nSELINUXTYPE=default\n' >"$root/etc/selinux/config"
chroot "$root" semodule -n -i /usr/lib/docklab/docklab.cil
chroot "$root" setsebool -N -P container_mounton_non_security=1

step 'Label and pack the disk'
date=$(sed -n 's/^Date: //p' "$root"/var/lib/apt/lists/*_"${suite}"_*Release | head -n 1)
chroot "$root" dpkg-query -W >"$out/packages.txt"
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/* "$root"/boot/initrd* "$root"/var/log/*.log
mv "$root/boot/vmlinuz-$kernel" "$out/vmlinuz"
cp "$root/bin/busybox" "$out/busybox"
chroot "$root" setfiles -m -F /etc/selinux/default/contexts/files/file_contexts /
truncate -s "$size" "$out/root.ext4"
mke2fs -q -t ext4 -E lazy_itable_init=1,lazy_journal_init=1 -J size=16 -L docklab -d "$root" "$out/root.ext4"

step 'Pack what starts the machine'
bash "$here/initrd.sh" "$root" "$kernel" "$work/initrd" "$out/initrd.gz"
version() { sed -n "s/^$1\t//p" "$out/packages.txt"; }
printf '{"format":1,"suite":"%s","packagesOf":"%s","kernel":"%s","engine":"%s","builtAt":"%s"}\n' \
  "$suite" "$date" "$kernel" "$(version docker.io)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$out/built.json"
umount "$work"
rmdir "$work"
# The disk holds the machine's private keys.
chmod 400 "$out/root.ext4"
chmod 444 "$out/vmlinuz" "$out/initrd.gz"
