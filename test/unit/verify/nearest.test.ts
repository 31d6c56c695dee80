import { describe, expect, test } from 'vitest';
import { inReadingOrder, nearestCheck } from '../../../src/verify/nearest.ts';
import type { CheckVerdict } from '../../../src/verify/verdict.ts';

const check = (kind: CheckVerdict['kind'], status: CheckVerdict['status']): CheckVerdict => ({
  id: `${kind}-${status}`,
  kind,
  status,
  expected: '',
  observed: '',
  why: '',
  see: '',
});

describe('the check that is nearest to done', () => {
  test('is the control: with it, attack and service are often done', () => {
    const checks = [check('attack', 'fail'), check('service', 'fail'), check('control', 'fail')];
    expect(nearestCheck(checks)?.kind).toBe('control');
  });

  test('is one that failed, before one that could not be made', () => {
    const checks = [check('control', 'error'), check('attack', 'fail'), check('service', 'pass')];
    expect(nearestCheck(checks)?.id).toBe('attack-fail');
    expect(inReadingOrder(checks).map(({ status }) => status)).toEqual(['fail', 'error', 'pass']);
  });

  test('is none when all pass, or this host cannot show them', () => {
    expect(nearestCheck([check('control', 'pass'), check('attack', 'unsupported')])).toBe(
      undefined,
    );
    expect(nearestCheck([])).toBe(undefined);
  });
});
