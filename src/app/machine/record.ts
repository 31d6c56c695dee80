/** What is on disk about a lab machine that runs, and about its image. Pure. */
import * as v from 'valibot';

/** Which security module of the kernel confines containers: chosen at boot, since a kernel has one of the two at a time. */
export const LSMS = ['apparmor', 'selinux'] as const;
export type Lsm = (typeof LSMS)[number];

const port = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(65_535));
const ports = v.object({ engine: port, ssh: port });
export type MachinePorts = v.InferOutput<typeof ports>;

const record = v.object({
  format: v.literal(1),
  /** `booting` until its engine has answered. */
  phase: v.picklist(['booting', 'running']),
  lsm: v.picklist(LSMS),
  acceleration: v.picklist(['kvm', 'hvf', 'tcg']),
  ports,
  startedAt: v.string(),
});
export type MachineRecord = v.InferOutput<typeof record>;
export type Acceleration = MachineRecord['acceleration'];

const image = v.object({
  format: v.literal(1),
  suite: v.string(),
  /** The instant of the package lists that it was built from. */
  packagesOf: v.string(),
  kernel: v.string(),
  engine: v.string(),
  builtAt: v.string(),
});
export type MachineImage = v.InferOutput<typeof image>;

/** Undefined for what is no record of this form: it is then as good as lost. */
export const parseRecord = (text: string | undefined) => parsed(record, text);
export const parseImage = (text: string | undefined) => parsed(image, text);
export const parsePorts = (text: string | undefined) => parsed(ports, text);

function parsed<T>(schema: v.GenericSchema<unknown, T>, text: string | undefined): T | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text ?? ''));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
