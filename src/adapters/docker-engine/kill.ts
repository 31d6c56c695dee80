/** Ends commands in containers that outlive their time: the engine's API has no call for it. */
import type { Engine, Labels } from '../../host/engine.ts';
import type { KillTree } from './exec.ts';

// The process and all below it, stopped first so that nothing new is started while they are collected.
const SCRIPT = `
tree() {
  kill -STOP "$1" 2>/dev/null
  for child in $(ps -o pid,ppid | awk -v p="$1" '$2 == p { print $1 }'); do tree "$child"; done
  kill -KILL "$1" 2>/dev/null
}
tree "$1"
`;

/** Kills through a short-lived helper in the host's pid namespace with CAP_KILL and nothing else. */
export function helperKill(run: Engine['run'], image: string, labels: Labels): KillTree {
  return async (hostPid) => {
    await run(
      {
        image,
        labels,
        command: ['sh', '-c', SCRIPT, 'sh', String(hostPid)],
        pidMode: 'host',
        usernsMode: 'host',
        networkMode: 'none',
        readonlyRoot: true,
        capDrop: ['ALL'],
        capAdd: ['KILL'],
        securityOpt: ['no-new-privileges'],
        memoryBytes: 64 * 1024 * 1024,
        pidsLimit: 64,
      },
      { timeoutMs: 10_000, maxBytes: 4096 },
    );
  };
}
