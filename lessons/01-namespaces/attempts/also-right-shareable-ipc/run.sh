# An IPC namespace that others could join, but nobody does; any free port of the host; created first, started later.
docker stop -t 1 "$LAB_LEAKY"
docker rename "$LAB_LEAKY" "$LAB_LEAKY-before"
docker create --name "$LAB_LEAKY" --ipc shareable --publish-all "$LAB_LEAKY_IMAGE"
docker start "$LAB_LEAKY"
