# Prints to what the kernel holds a container, from the files of its cgroup:   sh limits.sh $LAB_POSTER
docker exec "${1:-$LAB_POSTER}" sh -c '
  cd /sys/fs/cgroup
  # The first of these files that there is. Version 2 of cgroups has all files in one folder, version 1 a folder a controller.
  first() { cat "$@" 2>/dev/null | head -n 1; }
  line() { printf "%-18s%s\n" "$1" "$2"; }
  bytes() {
    case $1 in
      "" | *[!0-9]*) echo "${1:-not counted by this kernel}" ;;
      ????????????????*) echo no limit ;; # more than any machine has: how version 1 says it
      *) echo "$(($1 / 1048576)) MB" ;;
    esac | sed "s/^max$/no limit/"
  }

  memory=$(first memory.max memory/memory.limit_in_bytes)
  if [ -e memory.max ]; then
    swap=$(first memory.swap.max)
    case $memory$swap in *max*) both=max ;; *) both=${swap:+$((memory + swap))} ;; esac
    set -- $(first cpu.max)
  else
    both=$(first memory/memory.memsw.limit_in_bytes)
    set -- $(first cpu/cpu.cfs_quota_us) $(first cpu/cpu.cfs_period_us)
  fi
  line memory "$(bytes "$memory")"
  line "memory and swap" "$(bytes "$both")"
  line processes "$(first pids.max pids/pids.max | sed "s/max/no limit/")"
  case ${1:-} in
    max | -1) line CPUs "no limit" ;;
    *) line CPUs "$(awk -v quota="$1" -v period="$2" "BEGIN { print quota / period }")" ;;
  esac
  writes=$(sed -n "s/.*wbps=\([0-9]*\).*/\1/p" io.max 2>/dev/null || first blkio/blkio.throttle.write_bps_device | sed "s/.* //")
  [ -e io.max ] || writes=$(first blkio/blkio.throttle.write_bps_device | sed "s/.* //")
  line "written a second" "$(bytes "${writes:-max}")"
'
