# What happens to programs: they crash, or they hang. From the host, since nobody in a container may kill its first process.
# usage: sh fault.sh crash CONTAINER | sh fault.sh hang CONTAINER | sh fault.sh resume CONTAINER
case $1 in crash) signal=KILL ;; hang) signal=STOP ;; resume) signal=CONT ;; esac
pid=$(docker inspect -f '{{.State.Pid}}' "$2")
[ "$pid" -gt 1 ] || { echo "$2 does not run"; exit 1; }
exec docker run --rm --pid host --network none --cap-drop ALL --cap-add KILL "$LAB_BASE" kill -s "$signal" "$pid"
