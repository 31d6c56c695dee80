/** A lab as data: `labs/ID/lab.yaml`, a strict subset of the Compose spec's keys, after parsing. Pure. */

export interface LabService {
  name: string;
  image: string | undefined;
  build:
    | {
        context: string;
        dockerfile: string;
        target: string | undefined;
        args: Readonly<Record<string, string>>;
      }
    | undefined;
  command: readonly string[] | undefined;
  entrypoint: readonly string[] | undefined;
  environment: Readonly<Record<string, string>>;
  /** Container ports published on 127.0.0.1; host port 0 lets the engine choose. */
  ports: readonly { container: number; protocol: 'tcp' | 'udp'; host: number }[];
  volumes: readonly {
    kind: 'bind' | 'volume';
    source: string;
    target: string;
    readonly: boolean;
  }[];
  user: string | undefined;
  workdir: string | undefined;
  hostname: string | undefined;
  readOnly: boolean;
  privileged: boolean;
  init: boolean;
  tmpfs: Readonly<Record<string, string>>;
  capAdd: readonly string[];
  capDrop: readonly string[];
  securityOpt: readonly string[];
  pid: string | undefined;
  ipc: string | undefined;
  uts: string | undefined;
  networkMode: string | undefined;
  memoryBytes: number | undefined;
  memorySwapBytes: number | undefined;
  pidsLimit: number | undefined;
  cpus: number | undefined;
  devices: readonly { host: string; container: string; permissions: string }[];
  restart: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  healthcheck:
    | {
        test: readonly string[];
        intervalMs: number;
        timeoutMs: number;
        retries: number;
        startPeriodMs: number;
      }
    | undefined;
  dependsOn: readonly string[];
  stopGraceSeconds: number;
}

export interface LabSpec {
  id: string;
  /** Absolute folder of the lab. */
  dir: string;
  services: readonly LabService[];
  /** The default network; `internal` unless the lab says otherwise. */
  network: { internal: boolean };
  volumes: readonly string[];
  /** Names of random values made at each launch; `${secret:NAME}` in command and environment. */
  secrets: readonly string[];
  /** What the learner will create, by name, so that reset can find it: containers and images. `{lesson}` names are reserved. */
  answers: { containers: readonly string[]; images: readonly string[] };
  /** What the lab does to the host itself, said before it starts; empty when nothing. */
  touchesHost: readonly string[];
  /** Services that the engines of some machines refuse to start: the lab is launched without them there. */
  mayBeRefused: readonly string[];
  /** Why no other lab may be at work beside it, where checks measure time or take the whole machine. */
  alone: string | undefined;
}
