# Some docker commands from 25.0 to 27.1.1 drop --device-write-bps without a word (docker/cli issue 5321). This writes that
# limit, in MB a second, into the cgroup of the press that runs; where docker did it, nothing is left to do.
#   sh slow-disk.sh 8
set -eu
[ "$(docker inspect -f '{{len .HostConfig.BlkioDeviceWriteBps}}' "$LAB_POSTER")" = 0 ] || exit 0

disk=$(sh disk.sh)
pid=$(docker inspect -f '{{.State.Pid}}' "$LAB_POSTER")
docker run --rm --pid host --cgroupns host -v /sys/fs/cgroup:/cgroup \
  --security-opt apparmor=unconfined --security-opt label=disable "$LAB_BASE" sh -euc '
  number=$(cat "/sys/block/${2#/dev/}/dev") rate=$(($3 * 1048576))
  if [ -e /cgroup/blkio ]; then
    group=$(sed -n "s/^[0-9]*:blkio://p" "/proc/$1/cgroup")
    echo "$number $rate" >"/cgroup/blkio$group/blkio.throttle.write_bps_device"
  else
    group=$(sed -n "s/^0:://p" "/proc/$1/cgroup")
    echo "$number wbps=$rate" >"/cgroup$group/io.max"
  fi' sh "$pid" "$disk" "$1"
