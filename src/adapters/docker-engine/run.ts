/** One-shot containers: created, run to the end, captured, removed. */
import type Dockerode from 'dockerode';
import { DocklabError } from '../../host/error.ts';
import type { Engine, ExecResult, Limits } from '../../host/engine.ts';
import { uniqueSuffix } from '../../host/unique.ts';
import { LIMIT, type Call } from './call.ts';
import { create } from './containers.ts';
import { engineReason, isAnswer } from './errors.ts';
import { destroy, KILLED } from './exec.ts';
import { drain, Output } from './output.ts';

type Parts = Pick<Engine, 'removeContainer'>;

export function runOf(call: Call, parts: Parts): Pick<Engine, 'run'> {
  return {
    run: async (spec, limits, signal) => {
      // A name of its own, so that it is found and removed even if the answer to its creation never came.
      const name = spec.name ?? `docklab-run-${uniqueSuffix()}`;
      const { autoRemove: _, ...kept } = spec;
      try {
        const id = await create(call, { ...kept, name }, 'none', signal);
        return await call(
          {
            doing: `run ${spec.image}`,
            timeoutMs: limits.timeoutMs + LIMIT.change,
            signal,
          },
          (docker, abortSignal) => captured(docker.getContainer(id), limits, parts, abortSignal),
        );
      } catch (error) {
        // The name is someone else's: theirs must stay.
        if (error instanceof DocklabError && error.code === 'name-taken') throw error;
        await removeQuietly(parts, name);
        throw error;
      }
    },
  };
}

async function removeQuietly(parts: Parts, name: string): Promise<void> {
  await parts.removeContainer(name).catch(() => undefined);
}

async function captured(
  container: Dockerode.Container,
  limits: Limits,
  parts: Parts,
  abortSignal: AbortSignal,
): Promise<ExecResult> {
  const output = new Output(limits.maxBytes);
  const options = { stream: true, stdout: true, stderr: true, abortSignal };
  const stream = await container.attach(options);
  stream.on('error', () => undefined);
  try {
    const refused = await notStarted(container, abortSignal);
    if (refused) return refused;
    const end = await drain(stream, output, limits.timeoutMs, abortSignal);
    const { stdout, stderr, truncated } = output;
    if (end === 'timed-out') return { is: 'timed-out', stdout, stderr };
    if (end === 'flooded') return { is: 'exited', code: KILLED, stdout, stderr, truncated: true };
    const { StatusCode: code } = (await container.wait({ abortSignal })) as { StatusCode: number };
    return { is: 'exited', code, stdout, stderr, truncated };
  } finally {
    destroy(stream);
    await parts.removeContainer(container.id);
  }
}

/** Starts it; the runtime's refusal of the command itself is a result, anything else an error. */
async function notStarted(
  container: Dockerode.Container,
  abortSignal: AbortSignal,
): Promise<ExecResult | undefined> {
  try {
    await container.start({ abortSignal });
    return undefined;
  } catch (error) {
    const reason = engineReason(error);
    if (isAnswer(error) && RUNTIME_REFUSAL.test(reason)) return { is: 'not-started', reason };
    throw error;
  }
}

const RUNTIME_REFUSAL =
  /OCI runtime|executable file not found|no such file or directory|permission denied/i;
