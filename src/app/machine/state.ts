/** What the lab machine is, from what is seen of it: its image, its record and its processes. Pure. */
import type { MachineImage, MachineRecord } from './record.ts';

/** The processes decide: a record is only what was meant. */
export interface MachineSeen {
  image: MachineImage | undefined;
  record: MachineRecord | undefined;
  /** Whether processes of the machine run. */
  isAlive: boolean;
  /** Whether another docklab is creating, starting, stopping or deleting it right now. */
  isAtWork: boolean;
}

export type MachineState =
  | { is: 'absent' }
  | { is: 'stopped'; image: MachineImage }
  | { is: 'running'; image: MachineImage; record: MachineRecord }
  /** Another docklab is at it; what comes of it is not known yet. */
  | { is: 'changing'; record: MachineRecord | undefined }
  /** It ended without docklab: switched off inside, or its process was killed. */
  | { is: 'died'; record: MachineRecord }
  /** It runs, but whoever started it ended before its engine answered; or nobody knows its ports. */
  | { is: 'cut-short' };

export function stateOf({ image, record, isAlive, isAtWork }: MachineSeen): MachineState {
  if (isAtWork) return { is: 'changing', record };
  if (isAlive) {
    const isWhole = image !== undefined && record?.phase === 'running';
    return isWhole ? { is: 'running', image, record } : { is: 'cut-short' };
  }
  if (record !== undefined) return { is: 'died', record };
  return image === undefined ? { is: 'absent' } : { is: 'stopped', image };
}
