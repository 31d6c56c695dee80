/** Which check of a task to look at first. */
import type { CheckKind } from './contract.ts';
import type { CheckVerdict } from './verdict.ts';

/**
 * A control that is missing explains an attack that succeeds, and a service that is down explains both; so the cause
 * comes before what follows from it, and with the cause the rest is often done.
 */
const KIND_ORDER: Readonly<Record<CheckKind, number>> = { control: 0, service: 1, attack: 2 };
const STATUS_ORDER = { fail: 0, error: 1, unsupported: 2, pass: 3 } as const;

/** Failed, broken, unsupported, passed; within each the causes first. */
export function inReadingOrder(checks: readonly CheckVerdict[]): CheckVerdict[] {
  return [...checks].sort(
    (a, b) =>
      STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || KIND_ORDER[a.kind] - KIND_ORDER[b.kind],
  );
}

/** The failed check that is nearest to done; what could not be checked when none failed, undefined when all is well. */
export function nearestCheck(checks: readonly CheckVerdict[]): CheckVerdict | undefined {
  const [first] = inReadingOrder(checks);
  return first?.status === 'fail' || first?.status === 'error' ? first : undefined;
}
