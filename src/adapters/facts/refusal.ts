/** Why a fact could not be had, from the kernel's error name; the same words from both adapters. */
import type { FactRefusal } from '../../host/facts.ts';

const REFUSALS: Readonly<Record<string, FactRefusal>> = {
  ENOENT: { is: 'absent', reason: 'no such file or directory' },
  ENOTDIR: { is: 'absent', reason: 'no such file or directory' },
  ESRCH: { is: 'absent', reason: 'the process has ended' },
  EACCES: { is: 'refused', reason: 'permission denied' },
  EPERM: { is: 'refused', reason: 'permission denied' },
  ELOOP: { is: 'failed', reason: 'too many symbolic links' },
  EISDIR: { is: 'failed', reason: 'it is a directory' },
  EINVAL: { is: 'failed', reason: 'it is not of the kind that was asked for' },
};

/** The refusal for an error name such as `ENOENT`; `failed` for those not known. */
export function refusal(code: string | undefined): FactRefusal {
  return REFUSALS[code ?? ''] ?? { is: 'failed', reason: 'it could not be read' };
}

/** For a path that is not read at all. */
export const NOT_A_FACT: FactRefusal = { is: 'failed', reason: 'docklab does not read this path' };
