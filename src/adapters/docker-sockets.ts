/** Where engines listen when nobody says otherwise. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_PIPE, DEFAULT_SOCKET, type FoundEndpoint } from './docker-endpoint.ts';

interface Candidate {
  path: string;
  from: FoundEndpoint['from'];
}

/** The system's engine, a rootless one, Docker Desktop's (macOS, Linux), in this order. */
function candidates(env: NodeJS.ProcessEnv, home: string): Candidate[] {
  const rootless = env.XDG_RUNTIME_DIR;
  return [
    { path: DEFAULT_SOCKET, from: 'default-socket' },
    ...(rootless
      ? [{ path: join(rootless, 'docker.sock'), from: 'rootless-socket' as const }]
      : []),
    { path: join(home, '.docker/run/docker.sock'), from: 'desktop-socket' },
    { path: join(home, '.docker/desktop/docker.sock'), from: 'desktop-socket' },
  ];
}

/** The first socket that exists; the system's where none does, so that the error names the place everybody expects. */
export async function defaultSocket(around: {
  env: NodeJS.ProcessEnv;
  home: string;
  socketRoot?: string;
}): Promise<FoundEndpoint> {
  if (process.platform === 'win32')
    return {
      endpoint: { is: 'pipe', path: DEFAULT_PIPE },
      from: 'default-socket',
      context: undefined,
    };
  for (const { path, from } of candidates(around.env, around.home)) {
    const real = path === DEFAULT_SOCKET ? `${around.socketRoot ?? ''}${path}` : path;
    if (await isSocket(real))
      return { endpoint: { is: 'unix', path: real }, from, context: undefined };
  }
  const path = `${around.socketRoot ?? ''}${DEFAULT_SOCKET}`;
  return { endpoint: { is: 'unix', path }, from: 'default-socket', context: undefined };
}

async function isSocket(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isSocket();
  } catch (error) {
    // A socket in a folder that this user may not enter is there all the same; the call then says what is wrong.
    return error instanceof Error && 'code' in error && error.code === 'EACCES';
  }
}
