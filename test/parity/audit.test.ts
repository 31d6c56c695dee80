import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentedNumbers } from './support/documented.ts';
import { inState, type Verdicts } from './support/both.ts';
import { OwnEngine } from './support/own-engine.ts';
import { stateOf } from './support/states.ts';

/** Where docker-bench-security is checked out; this project of tests exists only where it is named. */
const SCRIPT = process.env['DOCKER_BENCH_DIR'] ?? '';
const STATES = Number(process.env['PARITY_STATES'] ?? 30);

/** Points between a warning and a pass. */
const SSH_FOUND = 2;
const DOCUMENTED = documentedNumbers();

const engine = new OwnEngine();
/** By number, every result that the script gave. */
const seen = new Map<string, Set<string>>();

beforeAll(() => engine.start());
afterAll(() => engine.stop());

describe('docklab audit --compat says what docker-bench-security says', () => {
  test.each(Array.from({ length: STATES }, (_, index) => index + 1))(
    'in the state of seed %i',
    async (seed) => {
      const state = stateOf(seed);
      const { script, own, right } = await inState(engine, state, async (place) => ({
        script: await place.script(SCRIPT),
        own: await place.compat(),
        right: await place.right(),
      }));
      const { '5.7': ssh, ...wrong } = differences(script, own);
      // With the host's processes in sight, the script finds itself, or not.
      const findsItself = state.containers.some((args) => args.join(' ').includes('--pid host'));
      expect({ wrong, ssh: findsItself ? undefined : ssh }).toEqual({ wrong: {}, ssh: undefined });
      const found = ssh === undefined ? 0 : SSH_FOUND;
      expect([own.checks, own.score]).toEqual([script.checks, script.score + found]);
      const passedBy = state.containers.some((args) => /nil|docker.bench/.test(args.join(' ')));
      const isAllowed = (number: string) =>
        DOCUMENTED.has(number) || (passedBy && /^(4\.1|5\..+)$/.test(number));
      expect(deviating(script, right).filter((number) => !isAllowed(number))).toEqual([]);
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

/** What each verdict of docklab is to the script. */
const SAME: Record<string, readonly string[]> = {
  pass: ['PASS'],
  warn: ['WARN'],
  note: ['INFO', 'NOTE'],
  info: ['INFO', 'NOTE'],
  'not-applicable': ['INFO'],
  unknown: [],
};

interface Right {
  sections: { rules: { cis: Record<string, string>; verdict: string }[] }[];
}

/** Numbers of the rules about which the default and the script do not agree. */
function deviating({ results }: Verdicts, text: string): string[] {
  const { sections } = JSON.parse(text) as Right;
  return sections
    .flatMap(({ rules }) => rules)
    .flatMap(({ cis, verdict }) => {
      const number = cis['1.6.0'] ?? '';
      const said = results[number];
      return said === undefined || SAME[verdict]?.includes(said) ? [] : [number];
    });
}

/** By number: what the script says, and what docklab does. */
function differences(script: Verdicts, own: Verdicts): Record<string, string> {
  const numbers = [...new Set([...Object.keys(script.results), ...Object.keys(own.results)])];
  return Object.fromEntries(
    numbers
      .filter((number) => script.results[number] !== own.results[number])
      .map((number) => [number, `${script.results[number]} ${own.results[number]}`]),
  );
}
