/** Containers: look, create, start, stop, remove, logs. */
import type { ContainerSpec, Engine } from '../../host/engine.ts';
import { LIMIT, type Call } from './call.ts';
import { createOptions, type Logging } from './create-options.ts';
import { engineReason, hasStatus, isNotFound } from './errors.ts';
import { toContainerInfo } from './inspect.ts';
import { isObjectName, objectName } from './names.ts';
import { Output } from './output.ts';

type Containers = Pick<
  Engine,
  | 'container'
  | 'containers'
  | 'createContainer'
  | 'startContainer'
  | 'stopContainer'
  | 'removeContainer'
  | 'logs'
>;

/** Runs `work`; a failure that `accept` takes is as good as done. */
export async function unless(
  accept: (error: unknown) => boolean,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!accept(error)) throw error;
  }
}

export function containersOf(call: Call): Containers {
  return { ...looks(call), ...changes(call), logs: logsOf(call) };
}

function looks(call: Call): Pick<Engine, 'container' | 'containers'> {
  const container: Engine['container'] = (nameOrId, signal) =>
    call(
      { doing: `look at the container ${nameOrId}`, timeoutMs: LIMIT.look, signal },
      async (docker, abortSignal) => {
        if (!isObjectName(nameOrId)) return undefined;
        try {
          return toContainerInfo(await docker.getContainer(nameOrId).inspect({ abortSignal }));
        } catch (error) {
          if (isNotFound(error)) return undefined;
          throw error;
        }
      },
    );
  return {
    container,
    containers: async (labels, signal) => {
      const rows = await call(
        { doing: 'list containers', timeoutMs: LIMIT.look, signal },
        (docker, abortSignal) =>
          docker.listContainers({ all: true, filters: { label: [...labels] }, abortSignal }),
      );
      const found = await Promise.all(rows.map((row) => container(row.Id, signal)));
      // One that went away between the two calls is not there.
      return found.filter((one) => one !== undefined);
    },
  };
}

const alreadyStarted = (error: unknown) => hasStatus(error, 304);
const beingRemoved = (error: unknown) =>
  isNotFound(error) ||
  (hasStatus(error, 409) &&
    /removal of container .* is already in progress/.test(engineReason(error)));

/** Creates a container; resolves to its id. */
export function create(
  call: Call,
  spec: ContainerSpec,
  logging: Logging,
  signal: AbortSignal | undefined,
): Promise<string> {
  const what = spec.name ?? `of ${spec.image}`;
  return call(
    { doing: `create the container ${what}`, timeoutMs: LIMIT.change, signal },
    async (docker, abortSignal) => {
      const options = { ...createOptions(spec, logging), abortSignal };
      return (await docker.createContainer(options)).id;
    },
  );
}

function changes(
  call: Call,
): Pick<Engine, 'createContainer' | 'startContainer' | 'stopContainer' | 'removeContainer'> {
  return {
    createContainer: (spec, signal) => create(call, spec, 'kept', signal),
    startContainer: (id, signal) =>
      call(
        { doing: `start the container ${id}`, timeoutMs: LIMIT.change, signal },
        (docker, abortSignal) =>
          unless(alreadyStarted, () => docker.getContainer(objectName(id)).start({ abortSignal })),
      ),
    stopContainer: (id, graceSeconds) =>
      call(
        { doing: `stop the container ${id}`, timeoutMs: LIMIT.change + graceSeconds * 1000 },
        (docker, abortSignal) =>
          unless(
            (error) => hasStatus(error, 304) || isNotFound(error),
            () => docker.getContainer(objectName(id)).stop({ t: graceSeconds, abortSignal }),
          ),
      ),
    removeContainer: (id) =>
      call(
        { doing: `remove the container ${id}`, timeoutMs: LIMIT.change },
        (docker, abortSignal) => {
          const options = { force: true, v: true, abortSignal };
          return unless(beingRemoved, () => docker.getContainer(objectName(id)).remove(options));
        },
      ),
  };
}

/** Log entries asked for. The engine cuts entries at 16 KiB, so what it sends has an end. */
const TAIL_ENTRIES = 1000;

function logsOf(call: Call): Engine['logs'] {
  return (id, limits) =>
    call(
      { doing: `read the logs of the container ${id}`, timeoutMs: limits.timeoutMs },
      async (docker, abortSignal) => {
        const options = { stdout: true, stderr: true, tail: TAIL_ENTRIES, abortSignal };
        const bytes = await docker.getContainer(objectName(id)).logs(options);
        return Output.interleaved(bytes, limits.maxBytes);
      },
    );
}
