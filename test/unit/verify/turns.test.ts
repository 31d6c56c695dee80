import { expect, test } from 'vitest';
import { pass, type CheckContext } from '../../../src/verify/contract.ts';
import type { Target } from '../../../src/verify/target.ts';
import { takingTurns } from '../../../src/verify/turns.ts';

const target = {} as Target;
const context = {} as CheckContext;

test('observations take turns, in the order in which they were asked for', async () => {
  const log: string[] = [];
  const inTurn = takingTurns();
  const observe = (name: string) =>
    inTurn(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`${name} ends`);
      return pass(name);
    });
  await Promise.all([observe('a')(target, context), observe('b')(target, context)]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('one that breaks does not keep the next from its turn', async () => {
  const inTurn = takingTurns();
  const broken = inTurn(async () => {
    throw new Error('broken');
  })(target, context);
  const next = inTurn(async () => pass('next'))(target, context);
  await expect(broken).rejects.toThrow('broken');
  expect(await next).toEqual(pass('next'));
});
