/** A world on the real engine, with paths of its own: what `main` builds, for tests of use cases. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBaseImageSource } from '../../src/adapters/base-image-source.ts';
import { contextTar } from '../../src/adapters/base-image/tar.ts';
import { chooseFacts } from '../../src/adapters/choose-facts.ts';
import { findEndpoint } from '../../src/adapters/docker-context.ts';
import { endpointUrl } from '../../src/adapters/docker-endpoint.ts';
import { createDockerEngine } from '../../src/adapters/docker-engine.ts';
import { fetchText } from '../../src/adapters/fetch-text.ts';
import { localFiles } from '../../src/adapters/files.ts';
import { localProcesses } from '../../src/adapters/processes.ts';
import { openPty } from '../../src/adapters/pty.ts';
import type { Connection, World } from '../../src/app/world.ts';
import { loadCourse } from '../../src/course/load.ts';
import type { Reader } from '../../src/course/reader.ts';
import { BASE_IMAGE, LABEL } from '../../src/lab/names.ts';
import type { Verifier } from '../../src/verify/contract.ts';
import { VerifierHosts } from '../../src/verify/host.ts';

const session = `test-${process.pid}`;

const readerOf = (dir: string): Reader => ({
  readText: (path) => readFile(join(dir, path), 'utf8').catch(() => undefined),
  list: async (path) =>
    (await readdir(join(dir, path), { withFileTypes: true }).catch(() => [])).map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other',
    })),
});

async function connection(env: NodeJS.ProcessEnv): Promise<Connection> {
  const found = await findEndpoint({ env, home: '/nonexistent' });
  const { endpoint } = found;
  const client = { [LABEL.role]: 'client', [LABEL.session]: session };
  const engine = createDockerEngine({ endpoint, helperImage: BASE_IMAGE, helperLabels: client });
  const info = await engine.info();
  const labels = { [LABEL.role]: 'probe', [LABEL.session]: session };
  const facts = await chooseFacts(info, endpoint, env, { engine, image: BASE_IMAGE, labels });
  const hosts = new VerifierHosts(engine, facts, info, session, localFiles());
  return { engine, info, endpoint: { url: endpointUrl(endpoint), from: found.from }, hosts };
}

/** The world of a course folder; `close` removes its paths. */
export async function testWorld(dir: string, more: NodeJS.ProcessEnv = {}): Promise<World> {
  const reader = readerOf(dir);
  const result = await loadCourse(reader, dir);
  if (result.is === 'invalid') throw new Error(JSON.stringify(result.problems));
  const home = await mkdtemp(join(tmpdir(), 'docklab-world-'));
  const env = { ...process.env, ...more };
  let connected: Promise<Connection> | undefined;
  return {
    course: result.course,
    reader,
    paths: {
      workspaces: join(home, 'work'),
      progress: join(home, 'progress.json'),
      state: join(home, 'state'),
      versions: join(home, 'versions.yaml'),
    },
    files: localFiles(),
    processes: localProcesses(),
    openPty,
    fetchText,
    baseImage: createBaseImageSource(join(import.meta.dirname, '../../labs/base')),
    packContext: contextTar,
    session,
    env,
    connect: () => (connected ??= connection(env)),
    verifier: async (lesson) => {
      const url = pathToFileURL(join(dir, 'verifiers', `${lesson}.ts`)).href;
      return ((await import(url)) as { default: Verifier }).default;
    },
    close: async () => {
      await (await connected)?.hosts.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
