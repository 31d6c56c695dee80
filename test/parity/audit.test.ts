import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inState, type Verdicts } from './support/both.ts';
import { OwnEngine } from './support/own-engine.ts';
import { stateOf } from './support/states.ts';

/** Where docker-bench-security is checked out; this project of tests exists only where it is named. */
const SCRIPT = process.env['DOCKER_BENCH_DIR'] ?? '';
const STATES = Number(process.env['PARITY_STATES'] ?? 30);

const engine = new OwnEngine();
/** By number, every result that the script gave. */
const seen = new Map<string, Set<string>>();

beforeAll(() => engine.start());
afterAll(() => engine.stop());

describe('docklab audit --compat says what docker-bench-security says', () => {
  test.each(Array.from({ length: STATES }, (_, index) => index + 1))(
    'in the state of seed %i',
    async (seed) => {
      const { script, own } = await inState(engine, stateOf(seed), async (place) => ({
        script: await place.script(SCRIPT),
        own: await place.compat(),
      }));
      expect(differences(script, own)).toEqual({});
      expect([own.checks, own.score]).toEqual([script.checks, script.score]);
      for (const [number, result] of Object.entries(script.results))
        seen.set(number, new Set([...(seen.get(number) ?? []), result]));
    },
  );

  test('and the states were different enough: many checks came out both ways', () => {
    const varied = [...seen].filter(([, results]) => results.size > 1).map(([number]) => number);
    if (process.env['PARITY_TELL']) console.log(varied.join(' '));
    expect(varied.length).toBeGreaterThan(STATES < 10 ? 10 : 60);
  });
});

/** By number: what the script says, and what docklab does. */
function differences(script: Verdicts, own: Verdicts): Record<string, string> {
  const numbers = [...new Set([...Object.keys(script.results), ...Object.keys(own.results)])];
  return Object.fromEntries(
    numbers
      .filter((number) => script.results[number] !== own.results[number])
      .map((number) => [number, `${script.results[number]} ${own.results[number]}`]),
  );
}
