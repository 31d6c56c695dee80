/** Commands inside running containers. */
import type Dockerode from 'dockerode';
import type { Engine, ExecResult, ExecSpec, Limits } from '../../host/engine.ts';
import { LIMIT, type Call } from './call.ts';
import { engineReason, hasStatus, isNotFound } from './errors.ts';
import { objectName } from './names.ts';
import { drain, Output } from './output.ts';

/** Exit status of a process that SIGKILL ended, as a shell says it. */
export const KILLED = 128 + 9;

/** Ends a process of a container by the process id on the engine's host; best effort. */
export type KillTree = (hostPid: number) => Promise<void>;

export function execOf(call: Call, kill: KillTree): Pick<Engine, 'exec'> {
  return {
    exec: (id, spec, limits, signal) =>
      call(
        {
          doing: `run ${spec.argv[0] ?? 'nothing'} in the container ${id}`,
          timeoutMs: limits.timeoutMs + LIMIT.look,
          signal,
        },
        async (docker, abortSignal) => {
          const started = await start(docker, id, spec, abortSignal);
          if (started.is === 'not-started') return started;
          return finish(started, limits, abortSignal, kill);
        },
      ),
  };
}

interface Started {
  is: 'started';
  exec: Dockerode.Exec;
  stream: NodeJS.ReadWriteStream;
}
type NotStarted = Extract<ExecResult, { is: 'not-started' }>;

async function start(
  docker: Dockerode,
  id: string,
  spec: ExecSpec,
  abortSignal: AbortSignal,
): Promise<Started | NotStarted> {
  const stdin = spec.input !== undefined;
  try {
    const exec = await docker.getContainer(objectName(id)).exec({
      Cmd: [...spec.argv],
      AttachStdin: stdin,
      AttachStdout: true,
      AttachStderr: true,
      ...(spec.user === undefined ? {} : { User: spec.user }),
      ...(spec.workdir === undefined ? {} : { WorkingDir: spec.workdir }),
      Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
      abortSignal,
    });
    const stream = await exec.start({ hijack: stdin, stdin, abortSignal });
    // A broken connection while nobody reads must not end docklab.
    stream.on('error', () => undefined);
    if (stdin) stream.end(spec.input);
    return { is: 'started', exec, stream };
  } catch (error) {
    // No container, or one that is stopped or paused: an answer about the container, not a failure of the engine.
    if (isNotFound(error) || hasStatus(error, 409))
      return { is: 'not-started', reason: engineReason(error) };
    throw error;
  }
}

async function finish(
  { exec, stream }: Started,
  limits: Limits,
  abortSignal: AbortSignal,
  kill: KillTree,
): Promise<ExecResult> {
  const output = new Output(limits.maxBytes);
  try {
    const end = await drain(stream, output, limits.timeoutMs, abortSignal);
    if (end !== 'ended') await killExec(exec, kill);
    const { stdout, stderr, truncated } = output;
    if (end === 'timed-out') return { is: 'timed-out', stdout, stderr };
    if (end === 'flooded') return { is: 'exited', code: KILLED, stdout, stderr, truncated: true };
    const { ExitCode: code, Pid: pid } = await exec.inspect({ abortSignal });
    // The runtime's complaint comes as output; only a process id tells it from a command's own words.
    if (!pid && (code === 126 || code === 127 || code === 128))
      return { is: 'not-started', reason: stdout.trim() };
    return { is: 'exited', code: code ?? 0, stdout, stderr, truncated };
  } catch (error) {
    await killExec(exec, kill);
    throw error;
  } finally {
    destroy(stream);
  }
}

async function killExec(exec: Dockerode.Exec, kill: KillTree): Promise<void> {
  try {
    const { Running: running, Pid: pid } = await exec.inspect();
    if (running && pid > 0) await kill(pid);
  } catch {
    // Gone with its container, or the engine is away: nothing is left to kill from here.
  }
}

/** Ends a connection that may still be open. */
export function destroy(stream: NodeJS.ReadableStream | NodeJS.ReadWriteStream): void {
  if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy();
}
