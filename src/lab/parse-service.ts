/** The schema of one service of `lab.yaml`. */
import * as z from 'zod';
import { strict } from '../course/decode.ts';
import { command, forms, readAs, scalar, variables } from './parse-forms.ts';
import { courseFolder, device, dockerfile, tmpfs, volume } from './parse-paths.ts';
import type { LabFolders } from './parse-paths.ts';
import { port } from './parse-ports.ts';
import { capability, securityOption } from './parse-security.ts';
import { duration, size, wrong } from './parse-values.ts';
import type { Read } from './parse-values.ts';
import type { LabService } from './spec.ts';

// What Docker itself assumes; see the reference of the Dockerfile's HEALTHCHECK.
const HEALTH = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3, startPeriodMs: 0 };
const STOP_GRACE_MS = 10_000;
/** The engine refuses to start a container with less. */
const LEAST_MEMORY = 6 * 1024 * 1024;

const time = readAs(duration, 'a duration such as 2s');
const bytes = readAs(size, 'a size such as 64m');

const healthcheck = strict({
  test: forms(
    {
      text: z.string().transform((text) => ['CMD-SHELL', text]),
      list: z
        .array(scalar('text'))
        .refine(
          ([kind = '', ...rest]) =>
            (kind === 'NONE' && rest.length === 0) ||
            (['CMD', 'CMD-SHELL'].includes(kind) && rest.length > 0),
          'expected a list that starts with CMD or CMD-SHELL, or ["NONE"]',
        ),
    },
    'text, or a list that starts with CMD or CMD-SHELL',
  ),
  interval: time.optional(),
  timeout: time.optional(),
  retries: z.int().min(1).max(100).optional(),
  start_period: time.optional(),
}).transform((check) => ({
  test: check.test,
  intervalMs: check.interval ?? HEALTH.intervalMs,
  timeoutMs: check.timeout ?? HEALTH.timeoutMs,
  retries: check.retries ?? HEALTH.retries,
  startPeriodMs: check.start_period ?? HEALTH.startPeriodMs,
}));

function build(folders: LabFolders) {
  const context = readAs((text) => courseFolder(folders, text), 'a folder');
  return forms<NonNullable<LabService['build']>>(
    {
      text: context.transform((folder) => ({
        context: folder,
        dockerfile: 'Dockerfile',
        target: undefined,
        args: {},
      })),
      map: strict({
        context,
        dockerfile: readAs(dockerfile, 'a file').default('Dockerfile'),
        target: z.string().optional(),
        args: variables.default({}),
      }).transform(({ target, ...rest }) => ({ ...rest, target })),
    },
    'a folder, or a map with its context',
  );
}

const tmpfsMounts = forms(
  {
    text: readAs(tmpfs, 'a path').transform((mount) => Object.fromEntries([mount])),
    list: z.array(readAs(tmpfs, 'a path')).transform((mounts) => Object.fromEntries(mounts)),
    map: z.record(z.string().startsWith('/', 'expected an absolute path'), z.string()),
  },
  'a path, a list of them, or a map of paths to options',
);

function image(text: string): Read<string> {
  return /^[a-z0-9][\w.:/@-]*$/.test(text)
    ? { is: 'value', value: text }
    : wrong('expected an image such as docklab/base:1');
}

const several = <T>(read: (text: string) => Read<T>) => z.array(readAs(read, 'text')).default([]);

const memorySwap = forms(
  { text: bytes, number: z.literal(-1).or(bytes) },
  'a size such as 64m, or -1 for no limit',
);

/** Services by name, as written; `rules.ts` then checks how they fit together. */
export function serviceSchema(folders: LabFolders) {
  return strict({
    image: readAs(image, 'an image').optional(),
    build: build(folders).optional(),
    command: command.optional(),
    entrypoint: command.optional(),
    environment: variables.default({}),
    ports: several(port),
    volumes: several((text) => volume(folders, text)),
    user: scalar('a user: a name, an id, or both with a group').optional(),
    working_dir: z.string().startsWith('/', 'expected an absolute path').optional(),
    hostname: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'expected a host name')
      .optional(),
    read_only: z.boolean().default(false),
    privileged: z.boolean().default(false),
    init: z.boolean().default(false),
    tmpfs: tmpfsMounts.default({}),
    cap_add: several(capability),
    cap_drop: several(capability),
    security_opt: several(securityOption),
    pid: z.enum(['host']).optional(),
    ipc: z.enum(['host', 'none', 'private', 'shareable']).optional(),
    uts: z.enum(['host']).optional(),
    network_mode: z.enum(['host', 'none']).optional(),
    mem_limit: bytes
      .refine(
        (value) => value === 0 || value >= LEAST_MEMORY,
        'expected at least 6m, or 0 for no limit',
      )
      .optional(),
    memswap_limit: memorySwap.optional(),
    pids_limit: z.literal(-1).or(z.int().min(1)).optional(),
    cpus: scalar('a number')
      .transform(Number)
      .pipe(z.literal(0).or(z.number().min(0.01).max(64)))
      .optional(),
    devices: several(device),
    restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']).default('no'),
    healthcheck: healthcheck.optional(),
    depends_on: z.array(z.string()).default([]),
    stop_grace_period: time.default(STOP_GRACE_MS),
  });
}

export type RawService = z.infer<ReturnType<typeof serviceSchema>>;

/** A service as the rest of docklab knows it. */
export function toService(name: string, raw: RawService): LabService {
  return {
    name,
    image: raw.image,
    build: raw.build,
    command: raw.command,
    entrypoint: raw.entrypoint,
    environment: raw.environment,
    ports: raw.ports,
    volumes: raw.volumes,
    user: raw.user,
    workdir: raw.working_dir,
    hostname: raw.hostname,
    readOnly: raw.read_only,
    privileged: raw.privileged,
    init: raw.init,
    tmpfs: raw.tmpfs,
    capAdd: raw.cap_add,
    capDrop: raw.cap_drop,
    securityOpt: raw.security_opt,
    pid: raw.pid,
    ipc: raw.ipc,
    uts: raw.uts,
    networkMode: raw.network_mode,
    memoryBytes: raw.mem_limit,
    memorySwapBytes: raw.memswap_limit,
    pidsLimit: raw.pids_limit,
    cpus: raw.cpus,
    devices: raw.devices,
    restart: raw.restart,
    healthcheck: raw.healthcheck,
    dependsOn: raw.depends_on,
    stopGraceSeconds: Math.ceil(raw.stop_grace_period / 1000),
  };
}
