/** An attack in shell: can whoever runs it open these files for writing, or put new ones into these folders? */

/** `open`: it can. `denied` and `read-only`: what the kernel said no with. */
export interface Attempt {
  path: string;
  result: 'open' | 'denied' | 'read-only' | 'absent' | 'other';
  /** The shell's own words, not sanitised. */
  said: string;
}

/** Commands that try each path as its owner would, making it writable first, and leave it as it was. */
export const openForWriting = (paths: readonly string[]): string => `
for p in ${paths.join(' ')}; do
  [ -e $p ] || { echo "try $p absent"; continue; }
  q=$p; [ ! -d $p ] || q=$p/.docklab-$$
  m=$(stat -L -c %a $p); chmod u+w $p
  r=$( (true >> $q) 2>&1 ) && r=open
  chmod $m $p; [ $q = $p ] || rm -f $q
  echo "try $p $r"
done 2> /dev/null`;

/** What those commands printed, by path. A path of which nothing was said is `other`. */
export const attemptsIn = (printed: string, paths: readonly string[]): Attempt[] =>
  paths.map((path) => {
    const line = printed.split('\n').find((text) => text.startsWith(`try ${path} `)) ?? '';
    const said = line.slice(`try ${path} `.length);
    return { path, said, result: resultOf(said) };
  });

function resultOf(said: string): Attempt['result'] {
  if (said === 'open' || said === 'absent') return said;
  if (said.includes('Permission denied')) return 'denied';
  return said.includes('Read-only file system') ? 'read-only' : 'other';
}
