/** Docker's own words on one container, as any client of the engine gets them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface SeenEvent {
  readonly action: string;
  /** When it happened, by the engine's clock, and when it was read here: milliseconds since 1970. */
  readonly happened: number;
  readonly read: number;
}

/** Milliseconds since 1970, with fractions. */
export const now = (): number => performance.timeOrigin + performance.now();

export class DockerEvents {
  readonly #cli: ChildProcess;
  #seen: readonly SeenEvent[] = [];
  #heard: () => void = () => undefined;

  constructor(container: string) {
    const filter = ['--filter', `container=${container}`, '--format', '{{json .}}'];
    this.#cli = spawn('docker', ['events', ...filter], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (this.#cli.stdout === null) throw new Error('docker events has no output');
    createInterface({ input: this.#cli.stdout }).on('line', (line) => {
      const { Action: action, timeNano } = JSON.parse(line) as { Action: string; timeNano: number };
      this.#seen = [...this.#seen, { action, happened: timeNano / 1e6, read: now() }];
      this.#heard();
    });
  }

  /** The next event of this kind that happened after an instant. */
  async next(action: string, after: number): Promise<SeenEvent> {
    for (;;) {
      const found = this.#seen.find((one) => one.action === action && one.happened > after);
      if (found !== undefined) {
        this.#seen = [];
        return found;
      }
      await new Promise<void>((settle) => (this.#heard = settle));
    }
  }

  close(): void {
    this.#cli.kill();
  }
}
