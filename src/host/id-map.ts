/** Parses `/proc/PID/uid_map` and `gid_map` (user_namespaces(7)): lines of `inside outside count`. */

/** From an id as the host numbers it to the id inside the namespace; -1 when it has none there. */
export type ToInside = (hostId: number) => number;

export function parseIdMap(text: string): ToInside {
  const ranges = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return (hostId) => {
    for (const [inside = 0, outside = 0, count = 0] of ranges)
      if (hostId >= outside && hostId < outside + count) return inside + hostId - outside;
    return -1;
  };
}
