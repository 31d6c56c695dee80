/** The whole report in the form of docker-bench-security's JSON, with its counts and its score. */
import { BENCHMARK } from '../benchmark.ts';
import type { CompatCheck, CompatResult } from './check.ts';
import { CONTAINER_CHECKS, IMAGE_CHECKS } from './containers.ts';
import { DAEMON_CHECKS } from './daemon.ts';
import type { CompatFacts } from './facts.ts';
import { FILE_CHECKS, HOST_CHECKS } from './host.ts';
import { OPERATION_CHECKS, SWARM_CHECKS } from './swarm.ts';

/** The version whose verdicts these are. */
const VERSION = '1.6.0';

interface ResultJson {
  id: string;
  desc: string;
  result: CompatResult;
  details?: string;
  items?: readonly string[];
}

export interface CompatReport {
  dockerbenchsecurity: string;
  /** Seconds since 1970. */
  start: number;
  tests: readonly { id: string; desc: string; results: readonly ResultJson[] }[];
  checks: number;
  score: number;
  end: number;
}

const SECTIONS: readonly (readonly [string, readonly (readonly [string, CompatCheck])[]])[] = [
  ['1', HOST_CHECKS],
  ['2', DAEMON_CHECKS],
  ['3', FILE_CHECKS],
  ['4', IMAGE_CHECKS],
  ['5', CONTAINER_CHECKS],
  ['6', OPERATION_CHECKS],
  ['7', SWARM_CHECKS],
];

const TITLES = new Map(
  BENCHMARK.flatMap(({ rules }) => rules.map((rule) => [rule.cis[VERSION], rule.title] as const)),
);
const SECTION_TITLES = new Map(BENCHMARK.map(({ id, title }) => [String(id), title]));

export function compatReport(facts: CompatFacts, end: Date): CompatReport {
  let checks = 0;
  let score = 0;
  const tests = SECTIONS.map(([id, all]) => ({
    id,
    desc: SECTION_TITLES.get(id) ?? '',
    results: all.flatMap(([number, check]): ResultJson[] => {
      const verdict = check(facts);
      if (verdict === undefined) return [];
      const { scored, ...rest } = verdict;
      checks += 1;
      if (scored) score += rest.result === 'PASS' ? 1 : -1;
      return [{ id: number, desc: TITLES.get(number) ?? '', ...rest }];
    }),
  }));
  return {
    dockerbenchsecurity: VERSION,
    start: seconds(facts.now),
    tests,
    checks,
    score,
    end: seconds(end),
  };
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
