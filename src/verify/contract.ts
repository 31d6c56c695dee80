/**
 * The verifier contract: what a file in `verifiers/` exports, and what it may ask.
 * A verifier decides the tasks of one lesson from the state of the learner's host. It never prints, and changes nothing but what `disturb` undoes.
 */
import type { Target } from './target.ts';

export type CheckKind = 'attack' | 'service' | 'control';

/** Why it could not even be tried: there was no running container, or nothing in it to try it with. */
export type Untried = 'nobody' | 'no-tools';

/** What one observation found. `observed` is a sentence about the learner's own host, in the learner's terms. */
export type Finding =
  | { is: 'pass'; observed: string }
  | { is: 'fail'; observed: string; see?: string; untried?: Untried }
  | { is: 'unsupported'; reason: string };

export const pass = (observed: string): Finding => ({ is: 'pass', observed });
/** `see` replaces the check's own command when what was found needs another one to show it. */
export const fail = (observed: string, see?: string): Finding =>
  see === undefined ? { is: 'fail', observed } : { is: 'fail', observed, see };
/** For an attack that was not made: its container lacks what it takes. That is no defence, and nobody got in. */
export const couldNotTry = (observed: string, see?: string): Finding => ({
  is: 'fail',
  observed,
  untried: 'no-tools',
  ...(see !== undefined && { see }),
});
export const unsupported = (reason: string): Finding => ({ is: 'unsupported', reason });

/** The names of a launched lab, as the learner's shell has them. */
export interface LabNames {
  readonly lesson: string;
  /** The lab's default network. */
  readonly network: string;
  /** Container name of a service of `lab.yaml`: `container('web')` is what `$LAB_WEB` holds. */
  container(service: string): string;
  /** Image that docklab built for a service. */
  image(service: string): string;
  /** A random value of this launch, declared in `lab.yaml` under `x-docklab.secrets`. */
  secret(name: string): string;
  /** Why a service is not there: the engine of this machine refused to start it. Undefined where it did not. */
  refused(service: string): string | undefined;
  /** When this lab was launched; evidence older than this proves nothing. */
  readonly launchedAt: Date;
  /** The learner's folder for this lesson (absolute). */
  readonly workspace: string;
}

/** A container as the learner's host has it now. `feedback` says in the learner's terms what is wrong. */
export type Found =
  | { is: 'running'; target: Target }
  | { is: 'missing' | 'stopped' | 'restarting' | 'stale'; feedback: string; see: string };

export interface CheckContext {
  readonly lab: LabNames;
  readonly host: VerifierHost;
  readonly signal: AbortSignal;
}

/** A file in the learner's folder. */
export interface WorkspaceFile {
  name: string;
  text: string;
}

/** The host as a verifier sees it. */
export interface VerifierHost {
  /** The container with this exact name. `stale` when it was made before the lab was launched. */
  find(name: string): Promise<Found>;
  /** Runs a one-shot container of docklab's own image (`sh`, `wget`, `nc`) on the given network and says what it printed. */
  runOn(network: string, argv: readonly string[]): Promise<import('../host/engine.ts').ExecResult>;
  /** Namespace inodes of the host itself, as the engine's own process has them. */
  hostNamespaces(): Promise<Readonly<Record<string, string>>>;
  /** Raw facts of the host's files, batched. */
  read(
    requests: readonly import('../host/facts.ts').FactRequest[],
  ): Promise<import('../host/facts.ts').FactAnswer[]>;
  /**
   * What an image's own layers hold, by its id: read from its archive, without running anything. Of `values`, where in the
   * image each is, in its files (those that a later layer hides too), its history and its configuration.
   */
  image(id: string, values?: readonly string[]): Promise<import('./image-layers.ts').ImageReading>;
  /** What the engine says of a container, running or not. A hint, never a verdict. */
  inspect(id: string): Promise<import('../host/engine.ts').ContainerInfo | undefined>;
  /** The id of the image that a name stands for now; undefined where there is none. */
  imageId(reference: string): Promise<string | undefined>;
  /**
   * Makes processes of a learner's container crash or hang while `look` watches what notices it, and undoes it: what hung
   * goes on, what crashed and did not come back is started again. Never done to a container of the lab's own, nor to one
   * that would be lost with its process (`--rm`).
   */
  disturb<T>(
    target: Target,
    fault: import('./disturbing.ts').Fault,
    victims: readonly import('./target.ts').ContainerProcess[],
    look: () => Promise<T>,
  ): Promise<T>;
  /** Whether another docklab disturbs a container of this engine now: what is seen meanwhile proves nothing. */
  isDisturbed(): Promise<boolean>;
  /** Files directly in the learner's folder with this ending, by name; at most 20, none over 256 KiB. Hostile text. */
  workspaceFiles(ending: string): Promise<WorkspaceFile[]>;
  readonly engine: import('../host/engine.ts').EngineInfo;
}

/** An observation that a check makes of the running container its task is about. */
export type Observe = (target: Target, context: CheckContext) => Promise<Finding>;

export interface Check {
  readonly id: string;
  readonly kind: CheckKind;
  /** What must be so, one sentence. */
  readonly expected: string;
  /** Why it matters: what an attacker gains otherwise. */
  readonly why: string;
  /** A command that shows the learner what docklab saw. May use `$LAB_…` names. */
  readonly see: string;
  /** Of an attack: what the intruder does, in one line of the intruder's log. The campaign of an exam shows it. */
  readonly tries?: string;
  observe(context: CheckContext): Promise<Finding>;
}

/** What wakes a task while watching: engine objects by name. Names of services are resolved to the lab's. */
export interface Watch {
  readonly services?: readonly string[];
  readonly images?: readonly string[];
  /** Files below the workspace. */
  readonly files?: readonly string[];
}

export interface TaskVerifier {
  readonly watch: Watch;
  readonly checks: readonly Check[];
}

/** What a file in `verifiers/` exports as default: the tasks of one lesson by id. */
export interface Verifier {
  readonly lesson: string;
  readonly tasks: Readonly<Record<string, TaskVerifier>>;
}

type CheckText = Pick<Check, 'id' | 'expected' | 'why' | 'see' | 'tries'>;

/**
 * Checks about one running container: a missing or stopped one fails each of them with the same plain feedback. Where the
 * engine refused to start it, nothing can be judged until the learner starts one of their own.
 */
export function checksOf(service: string): {
  attack(text: CheckText, observe: Observe): Check;
  service(text: CheckText, observe: Observe): Check;
  control(text: CheckText, observe: Observe): Check;
} {
  const make =
    (kind: CheckKind) =>
    (text: CheckText, observe: Observe): Check => ({
      ...text,
      kind,
      observe: async (context) => {
        const found = await context.host.find(context.lab.container(service));
        if (found.is === 'running') return observe(found.target, context);
        const refused = context.lab.refused(service);
        return refused === undefined
          ? { is: 'fail', observed: found.feedback, see: found.see, untried: 'nobody' }
          : unsupported(
              `the engine of this machine refuses to start it as the lab has it; one of your own is judged: ${refused}`,
            );
      },
    });
  return { attack: make('attack'), service: make('service'), control: make('control') };
}

/** Identity with types: `export default defineVerifier({ … })`. */
export const defineVerifier = (verifier: Verifier): Verifier => verifier;
