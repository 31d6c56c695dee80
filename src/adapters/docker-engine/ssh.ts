/**
 * An engine behind ssh, reached as the docker CLI does it: the learner's own ssh runs `docker system dial-stdio` there.
 * Their keys, agent, configuration and known hosts count, which the client library's built-in ssh would not look at.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Agent, type ClientRequestArgs } from 'node:http';
import { Duplex } from 'node:stream';
import { oneLine } from '../../host/sanitise.ts';
import type { Endpoint } from '../docker-endpoint.ts';

type SshEndpoint = Extract<Endpoint, { is: 'ssh' }>;

/** Connections at a time; each is an ssh of its own. */
const MAX_CONNECTIONS = 8;
const MAX_COMPLAINT = 4096;

/** The ssh command of an endpoint. It never asks anything: docklab may own the terminal. */
export function sshArguments(endpoint: SshEndpoint): string[] {
  return [
    '-T',
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=20',
    ...(endpoint.user === undefined ? [] : ['-l', endpoint.user]),
    ...(endpoint.port === undefined ? [] : ['-p', String(endpoint.port)]),
    '--',
    endpoint.host,
    'docker',
    'system',
    'dial-stdio',
  ];
}

/** An HTTP agent whose connections are ssh processes, kept and used again. */
export class SshAgent extends Agent {
  readonly #endpoint: SshEndpoint;

  constructor(endpoint: SshEndpoint) {
    super({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
    this.#endpoint = endpoint;
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex {
    const connection = new SshConnection(spawn('ssh', sshArguments(this.#endpoint)));
    callback?.(null, connection);
    return connection;
  }
}

/** ssh said why it could not connect, or it is not installed. */
class SshError extends Error {
  readonly code = 'ESSH';
}

/** The two ends of one ssh process as one stream, with the few methods of a socket that HTTP asks for. */
class SshConnection extends Duplex {
  readonly #ssh: ChildProcessWithoutNullStreams;
  #complaint = '';

  constructor(ssh: ChildProcessWithoutNullStreams) {
    super();
    this.#ssh = ssh;
    ssh.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) ssh.stdout.pause();
    });
    ssh.stdin.on('error', () => undefined);
    ssh.stderr.on('data', (chunk: Buffer) => {
      if (this.#complaint.length < MAX_COMPLAINT) this.#complaint += chunk.toString('utf8');
    });
    ssh.once('error', (error) => this.destroy(new SshError(`ssh did not start: ${error.message}`)));
    ssh.once('close', (code) => this.#ended(code));
  }

  #ended(code: number | null): void {
    // 255 is ssh's own failure, 127 a remote shell that knows no docker; anything else is the engine's end.
    if (code === 255 || code === 127)
      this.destroy(new SshError(oneLine(this.#complaint, 400) || `ssh exited with ${code}`));
    else this.push(null);
  }

  override _read(): void {
    this.#ssh.stdout.resume();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    // An ssh that is gone says why when it closes; a broken pipe would only hide that.
    this.#ssh.stdin.write(chunk, () => done());
  }

  override _final(done: () => void): void {
    this.#ssh.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#ssh.kill();
    done(error);
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  /** An idle connection does not keep docklab from ending. */
  unref(): this {
    this.#ssh.unref();
    for (const pipe of this.#pipes()) pipe.unref();
    return this;
  }

  ref(): this {
    this.#ssh.ref();
    for (const pipe of this.#pipes()) pipe.ref();
    return this;
  }

  #pipes(): { ref(): void; unref(): void }[] {
    const { stdin, stdout, stderr } = this.#ssh;
    return [stdin, stdout, stderr] as unknown as { ref(): void; unref(): void }[];
  }
}
