/** Everything that the audit asks of the engine's API: looks only, all at once, a bounded number at a time. */
import type { SurveyedEngine } from '../app/audit/sources.ts';
import type { Endpoint } from './docker-endpoint.ts';
import { LIMIT, makeCall } from './docker-engine/call.ts';
import { isNotFound } from './docker-engine/errors.ts';
import { engineApi, type EngineApi } from './engine-survey/get-json.ts';
import {
  toBoundVolumes,
  toContainer,
  toEngine,
  toImage,
  toNetwork,
  toSwarm,
} from './engine-survey/parse.ts';
import type {
  RawContainer,
  RawImage,
  RawInfo,
  RawNetwork,
  RawStep,
  RawSwarm,
  RawVolume,
} from './engine-survey/raw.ts';

/** Requests at a time: more only wait in the engine. */
const AT_ONCE = 16;

/** The JSON at a path. */
type Get = <T>(path: string) => Promise<T>;

interface Listed {
  Id: string;
}

export function engineSurvey(endpoint: Endpoint): SurveyedEngine {
  const call = makeCall<EngineApi>(endpoint, async () => engineApi(endpoint));
  const asked = <T>(doing: string, signal: AbortSignal, work: (get: Get) => Promise<T>) =>
    call({ doing, timeoutMs: LIMIT.change, signal }, (api, limit) =>
      work((path) => api.get(path, limit)),
    );
  return {
    about: (signal) => asked('say what it is', signal, about),
    objects: (signal) => asked('list what it has', signal, objects),
  };
}

async function about(get: Get) {
  const info = await get<RawInfo>('/info');
  const isManager = info.Swarm?.ControlAvailable === true;
  const [swarm, secrets] = isManager
    ? await Promise.all([get<RawSwarm>('/swarm'), get<readonly unknown[]>('/secrets')])
    : [undefined, []];
  return { engine: toEngine(info), swarm: toSwarm(info, swarm, secrets.length) };
}

async function objects(get: Get) {
  const [containers, images, networks, volumes] = await Promise.all([
    each<RawContainer>(get, '/containers/json?all=1', (id) => get(`/containers/${id}/json`)),
    imagesOf(get),
    each<RawNetwork>(get, '/networks', (id) => get(`/networks/${id}`)),
    get<{ Volumes?: readonly RawVolume[] | null }>('/volumes'),
  ]);
  return {
    containers: containers.map(toContainer),
    images,
    networks: networks.map(toNetwork),
    boundVolumes: toBoundVolumes(volumes.Volumes ?? []),
  };
}

const imagesOf = (get: Get) =>
  each(get, '/images/json', async (id) => {
    const [raw, history] = await Promise.all([
      get<RawImage>(`/images/${id}/json`),
      get<readonly RawStep[]>(`/images/${id}/history`),
    ]);
    return toImage(raw, history);
  });

/** In the order of the list; what went away since it was made is left out. */
async function each<Result>(
  get: Get,
  list: string,
  look: (id: string) => Promise<Result>,
): Promise<Result[]> {
  const rows = await get<readonly Listed[]>(list);
  const results: (Result | undefined)[] = [];
  const queue = [...rows.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await look(encodeURIComponent(next[1].Id)).catch(unlessGone);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results.filter((one) => one !== undefined);
}

function unlessGone(error: unknown): undefined {
  if (!isNotFound(error)) throw error;
}
