/** Everything that the audit asks of the engine's API: looks only, all at once, a bounded number at a time. */
import type Dockerode from 'dockerode';
import type { SurveyedEngine } from '../app/audit/sources.ts';
import type { Endpoint } from './docker-endpoint.ts';
import { LIMIT, makeCall } from './docker-engine/call.ts';
import { connectDocker } from './docker-engine/connect.ts';
import { isNotFound } from './docker-engine/errors.ts';
import {
  toBoundVolumes,
  toContainer,
  toEngine,
  toImage,
  toNetwork,
  toSwarm,
} from './engine-survey/parse.ts';
import type { RawContainer, RawInfo, RawNetwork, RawStep, RawSwarm } from './engine-survey/raw.ts';

/** Requests at a time: more only wait in the engine. */
const AT_ONCE = 16;

export function engineSurvey(endpoint: Endpoint): SurveyedEngine {
  const call = makeCall(endpoint, () => connectDocker(endpoint));
  const limits = (doing: string, signal: AbortSignal) => ({
    doing,
    timeoutMs: LIMIT.change,
    signal,
  });
  return {
    about: (signal) => call(limits('say what it is', signal), about),
    objects: (signal) =>
      call(limits('list what it has', signal), async (docker) => {
        const [containers, images, networks, volumes] = await Promise.all([
          containersOf(docker),
          imagesOf(docker),
          networksOf(docker),
          docker.listVolumes(),
        ]);
        const bound = toBoundVolumes(volumes.Volumes ?? []);
        return { containers, images, networks, boundVolumes: bound };
      }),
  };
}

async function about(docker: Dockerode) {
  const info = (await docker.info()) as RawInfo;
  const isManager = info.Swarm?.ControlAvailable === true;
  const swarm = isManager ? ((await docker.swarmInspect()) as RawSwarm) : undefined;
  const secrets = isManager ? await docker.listSecrets() : [];
  return { engine: toEngine(info), swarm: toSwarm(info, swarm, secrets.length) };
}

async function containersOf(docker: Dockerode) {
  const rows = await docker.listContainers({ all: true });
  const raw = await each(
    rows,
    ({ Id }) => docker.getContainer(Id).inspect() as Promise<unknown> as Promise<RawContainer>,
  );
  return raw.map(toContainer);
}

async function imagesOf(docker: Dockerode) {
  const rows = await docker.listImages();
  return each(rows, async ({ Id }) => {
    const image = docker.getImage(Id);
    const [raw, history] = await Promise.all([image.inspect(), image.history()]);
    return toImage(raw, history as readonly RawStep[]);
  });
}

async function networksOf(docker: Dockerode) {
  const rows = await docker.listNetworks();
  const raw = await each(rows, ({ Id }) => docker.getNetwork(Id).inspect() as Promise<RawNetwork>);
  return raw.map(toNetwork);
}

/** In the order of the rows; what went away since it was listed is left out. */
async function each<Row, Result>(
  rows: readonly Row[],
  look: (row: Row) => Promise<Result>,
): Promise<Result[]> {
  const results: (Result | undefined)[] = [];
  const queue = [...rows.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await look(next[1]).catch(unlessGone);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results.filter((one) => one !== undefined);
}

function unlessGone(error: unknown): undefined {
  if (!isNotFound(error)) throw error;
}
