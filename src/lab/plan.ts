/** From a lab's data to what the engine is asked to create. Pure: the same input gives the same plan. */
import { createHash } from 'node:crypto';
import type { ContainerSpec, Labels } from '../host/engine.ts';
import {
  builtImage,
  containerName,
  imageLabels,
  LABEL,
  labLabels,
  networkName,
  volumeName,
} from './names.ts';
import type { LabService, LabSpec } from './spec.ts';

export interface LaunchNames {
  course: string;
  lesson: string;
  session: string;
}

interface Build {
  service: LabService;
  from: NonNullable<LabService['build']>;
  tag: string;
  labels: Labels;
}

export interface LabPlan {
  network: { name: string; internal: boolean; labels: Labels };
  volumes: readonly { name: string; labels: Labels }[];
  /** Services whose image is built, with the tag and the arguments that the build gets. */
  builds: readonly Build[];
  /** In the order of their start: what a service depends on comes first. */
  containers: readonly {
    service: LabService;
    spec: ContainerSpec;
    /** What becomes of the launch when the engine refuses to start it. */
    ifRefused: 'fail' | 'go-on';
  }[];
}

/** What a service may use when its lab names no limit of its own: enough for a small web service, far from a host's all. */
const OWN_LIMITS = { memoryBytes: 256 * 1024 * 1024, pidsLimit: 256, cpus: 1 };

/** The cgroup above all labs; `holds` when the kernel took every limit of it. */
export interface Outer {
  parent: string;
  holds: boolean;
}

/** What a service may use. One that names no limit on purpose (0, -1) gets none only where the outer one holds. */
function limits(service: LabService, outer: Outer | undefined): typeof OWN_LIMITS {
  const free = outer?.holds === true;
  const own = (key: keyof typeof OWN_LIMITS) => {
    const asked = service[key] ?? OWN_LIMITS[key];
    return asked <= 0 && !free ? OWN_LIMITS[key] : asked;
  };
  return { memoryBytes: own('memoryBytes'), pidsLimit: own('pidsLimit'), cpus: own('cpus') };
}

/** A short fingerprint of a lab's data: a running lab with another one was made by another version of the course. */
export function fingerprint(spec: LabSpec): string {
  const { dir: _, ...data } = spec;
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 12);
}

/** Services, what they depend on first. The parser refuses cycles. */
function startOrder(services: readonly LabService[]): LabService[] {
  const done = new Set<string>();
  const order: LabService[] = [];
  const visit = (service: LabService) => {
    if (done.has(service.name)) return;
    done.add(service.name);
    for (const name of service.dependsOn) {
      const needed = services.find((other) => other.name === name);
      if (needed) visit(needed);
    }
    order.push(service);
  };
  services.forEach(visit);
  return order;
}

type Secrets = Readonly<Record<string, string>>;

const withSecrets = (text: string, secrets: Secrets) =>
  text.replace(/\$\{secret:([\w-]+)\}/g, (whole, name: string) => secrets[name] ?? whole);

function containerSpec(
  service: LabService,
  names: LaunchNames,
  secrets: Secrets,
  outer: Outer | undefined,
): ContainerSpec {
  const network = networkName(names.lesson);
  const fill = (text: string) => withSecrets(text, secrets);
  const spec: ContainerSpec = {
    name: containerName(names.lesson, service.name),
    image: service.image ?? builtImage(names.lesson, service.name),
    labels: {
      ...labLabels(names.course, names.lesson, names.session),
      [LABEL.service]: service.name,
    },
    env: filled(service.environment, secrets),
    readonlyRoot: service.readOnly,
    privileged: service.privileged,
    init: service.init,
    tmpfs: service.tmpfs,
    capAdd: service.capAdd,
    capDrop: service.capDrop,
    securityOpt: service.securityOpt,
    devices: service.devices,
    mounts: service.volumes.map(({ kind, source, target, readonly }) => ({
      type: kind,
      source: kind === 'volume' ? volumeName(names.lesson, source) : source,
      target,
      readonly,
    })),
    networkMode: service.networkMode ?? network,
    ports: service.ports.map(({ container, protocol, host }) => ({
      container: `${container}/${protocol}`,
      hostIp: '127.0.0.1',
      hostPort: host,
    })),
    ...limits(service, outer),
    restart: service.restart,
    stopGraceSeconds: service.stopGraceSeconds,
  };
  if (service.networkMode === undefined) spec.aliases = [service.name];
  if (service.command) spec.command = service.command.map(fill);
  if (service.entrypoint) spec.entrypoint = service.entrypoint.map(fill);
  if (service.user !== undefined) spec.user = service.user;
  if (service.workdir !== undefined) spec.workdir = service.workdir;
  if (service.hostname !== undefined) spec.hostname = service.hostname;
  if (service.pid !== undefined) spec.pidMode = service.pid;
  if (service.ipc !== undefined) spec.ipcMode = service.ipc;
  if (service.uts !== undefined) spec.utsMode = service.uts;
  if (service.memorySwapBytes !== undefined) spec.memorySwapBytes = service.memorySwapBytes;
  if (service.healthcheck) spec.healthcheck = service.healthcheck;
  if (outer !== undefined) spec.cgroupParent = outer.parent;
  return spec;
}

const filled = (values: Secrets, secrets: Secrets) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, withSecrets(value, secrets)]),
  );

/** All that a launch creates. `secrets` are this launch's random values, kept as labels of the network. */
export function planLab(
  spec: LabSpec,
  names: LaunchNames,
  secrets: Secrets,
  outer: Outer | undefined,
): LabPlan {
  const labels = labLabels(names.course, names.lesson, names.session);
  const order = startOrder(spec.services);
  return {
    network: {
      name: networkName(names.lesson),
      internal: spec.network.internal,
      labels: {
        ...labels,
        [LABEL.spec]: fingerprint(spec),
        ...Object.fromEntries(
          Object.entries(secrets).map(([name, value]) => [LABEL.secret + name, value]),
        ),
      },
    },
    volumes: spec.volumes.map((volume) => ({ name: volumeName(names.lesson, volume), labels })),
    builds: order.flatMap((service): Build[] =>
      service.build === undefined
        ? []
        : [
            {
              service,
              from: { ...service.build, args: filled(service.build.args, secrets) },
              tag: builtImage(names.lesson, service.name),
              labels: imageLabels(names.course, names.lesson),
            },
          ],
    ),
    containers: order.map((service) => ({
      service,
      spec: containerSpec(service, names, secrets, outer),
      ifRefused: spec.mayBeRefused.includes(service.name) ? 'go-on' : 'fail',
    })),
  };
}
