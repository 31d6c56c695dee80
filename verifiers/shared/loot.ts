/** Attacks that look for what a shared namespace gives away: process lists and shared memory. */
import type { ExecSpec } from 'docklab/verify';

/** The word before the secret, in the line that holds it: where the attack found it. */
export const placeOf = (secret: string, output: string) =>
  new RegExp(`^(\\S+) ${secret}$`, 'm').exec(output)?.[1] ?? '/';

/**
 * For every procfs in the container: each word after `option` in a command line, and how many words there were.
 * The pattern comes from the environment, because the attack's own command line is in the list.
 */
export const wordsAfter = (option: string): ExecSpec => ({
  env: { WANTED: option },
  argv: [
    'sh',
    '-c',
    `for proc in $(awk '$3 == "proc" { print $2 }' /proc/self/mounts); do
       cat "$proc"/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | awk -v at="$proc" '
         NF { seen++ } take { print at, $0; take = 0 } $0 == ENVIRON["WANTED"] { take = 1 }
         END { print "words", seen + 0 }'
     done`,
  ],
});

/** Every tmpfs of the container: shared memory may be mounted anywhere. */
export const sharedMemory = (file: string): ExecSpec => ({
  argv: [
    'sh',
    '-c',
    `for dir in $(awk '$3 == "tmpfs" { print $2 }' /proc/self/mounts); do
       cat "$dir/${file}" 2>/dev/null | awk -v at="$dir" '{ print at, $0 }'
     done
     echo searched`,
  ],
});
