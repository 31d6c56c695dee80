import { describe, expect, test } from 'vitest';
import { campaignAfter, sumOf } from '../../../src/app/campaign.ts';
import { runCampaign } from '../../../src/app/campaign-run.ts';
import type { Campaign, CampaignStep } from '../../../src/app/campaign.ts';
import { sumWords } from '../../../src/app/campaign-words.ts';
import type { Lab } from '../../../src/app/labs.ts';
import type { World } from '../../../src/app/world.ts';
import {
  couldNotTry,
  fail,
  pass,
  unsupported,
  type Check,
  type Finding,
} from '../../../src/verify/contract.ts';
import type { TaskVerdict } from '../../../src/verify/verdict.ts';

const never = new AbortController().signal;

interface Try extends Pick<Check, 'id' | 'kind' | 'tries'> {
  finds: Finding | (() => Promise<Finding>);
}

const check = ({ id, kind, tries, finds }: Try): Check => ({
  id,
  kind,
  ...(tries !== undefined && { tries }),
  expected: `${id} is so`,
  why: '',
  see: '',
  observe: async () => (typeof finds === 'function' ? finds() : finds),
});

const SERVICE = check({ id: 'answers', kind: 'service', finds: pass('it answers') });

/** A lab of tasks with these checks, and a world that knows no more. */
function stage(tasks: Readonly<Record<string, readonly Check[]>>) {
  const lesson = {
    id: 'exam',
    tasks: Object.keys(tasks).map((id) => ({ id, title: `Title of ${id}`, points: 1, hints: [] })),
  };
  const verifier = {
    lesson: 'exam',
    tasks: Object.fromEntries(
      Object.entries(tasks).map(([id, checks]) => [id, { watch: {}, checks }]),
    ),
  };
  const connection = { hosts: { of: () => ({}) }, engine: {} };
  const world = { connect: async () => connection, verifier: async () => verifier };
  return {
    world: world as unknown as World,
    lab: { lesson, names: {}, env: {} } as unknown as Lab,
  };
}

async function campaignOf(tasks: Readonly<Record<string, readonly Check[]>>): Promise<Campaign> {
  const { world, lab } = stage(tasks);
  return runCampaign(world, lab, () => undefined, never);
}

const one = (finds: Finding, kind: Check['kind'] = 'attack') =>
  campaignOf({ a: [check({ id: 'x', kind, finds })] });

const outcomes = ({ steps }: Campaign) => steps.map(({ done }) => done?.outcome);

describe('a campaign', () => {
  test('makes the attacks in the order of the tasks, then the services, and no control check', async () => {
    const { steps, is } = await campaignOf({
      a: [
        SERVICE,
        check({ id: 'a1', kind: 'attack', tries: 'the door', finds: fail('it was open') }),
        check({ id: 'c', kind: 'control', finds: fail('') }),
      ],
      b: [check({ id: 'b1', kind: 'attack', finds: pass('it was shut') }), SERVICE],
    });
    expect(is).toBe('over');
    expect(steps.map(({ kind, number, task, check: id }) => [kind, number, task, id])).toEqual([
      ['attack', 1, 'a', 'a1'],
      ['attack', 2, 'b', 'b1'],
      // What tasks share is asked once.
      ['service', 1, 'a', 'answers'],
    ]);
    expect(steps.map(({ tries }) => tries)).toEqual(['the door', 'Title of b', 'answers is so']);
    expect(steps.map(({ done }) => [done?.outcome, done?.evidence])).toEqual([
      ['got-in', 'it was open'],
      ['stopped', 'it was shut'],
      ['serves', 'it answers'],
    ]);
  });

  test('tells each step when it is done, before the next begins', async () => {
    const log: string[] = [];
    const logged = (id: string) =>
      check({
        id,
        kind: 'attack',
        finds: async () => {
          log.push(`${id} begins`);
          return pass('');
        },
      });
    const { world, lab } = stage({ a: [logged('one'), logged('two')] });
    await runCampaign(world, lab, (_, step) => step && log.push(`${step.check} is told`), never);
    expect(log).toEqual(['one begins', 'one is told', 'two begins', 'two is told']);
  });

  test('ends at once when it is stopped', async () => {
    const abort = new AbortController();
    const told: CampaignStep[] = [];
    const { world, lab } = stage({
      a: [SERVICE, check({ id: 'x', kind: 'attack', finds: pass('') })],
    });
    const ended = runCampaign(
      world,
      lab,
      (_, step) => {
        if (step === undefined) return;
        told.push(step);
        abort.abort();
      },
      abort.signal,
    );
    await expect(ended).rejects.toThrow('aborted');
    expect(told.map(({ check: id }) => id)).toEqual(['x']);
  });

  test.each([
    ['an attack that works', fail('x'), 'attack', 'got-in', 'open'],
    ['an attack that is stopped', pass('x'), 'attack', 'stopped', 'held'],
    [
      'an attack on nobody',
      { is: 'fail', observed: 'x', untried: 'nobody' },
      'attack',
      'nobody',
      'open',
    ],
    ['an attack without its tools', couldNotTry('x'), 'attack', 'no-tools', 'open'],
    ['what cannot be shown', unsupported('x'), 'attack', 'not-here', 'not-here'],
    ['a service that answers', pass('x'), 'service', 'serves', 'held'],
    ['a service that is down', fail('x'), 'service', 'down', 'open'],
    [
      'a service that is gone',
      { is: 'fail', observed: 'x', untried: 'nobody' },
      'service',
      'down',
      'open',
    ],
  ] as const)('%s', async (_, finding, kind, outcome, status) => {
    const campaign = await one(finding, kind);
    expect(outcomes(campaign)).toEqual([outcome]);
    expect(sumOf(campaign).status).toBe(status);
  });

  test('a check that breaks is unclear, never stopped; one that works weighs more', async () => {
    const breaks = check({ id: 'x', kind: 'attack', finds: () => Promise.reject(new Error('no')) });
    const works = check({ id: 'y', kind: 'attack', finds: fail('in') });
    expect(sumOf(await campaignOf({ a: [breaks] })).status).toBe('unclear');
    expect(sumOf(await campaignOf({ a: [breaks, works] })).status).toBe('open');
  });

  test('without any step it proves nothing', async () => {
    expect(sumOf(await campaignOf({ a: [] })).status).toBe('unclear');
  });
});

describe('how a campaign stands', () => {
  test('names the steps that work, those that nobody met, and what is down', async () => {
    const campaign = await campaignOf({
      a: [check({ id: 'x', kind: 'attack', finds: fail('in') })],
      b: [
        check({ id: 'y', kind: 'attack', finds: { is: 'fail', observed: '', untried: 'nobody' } }),
        check({ id: 't', kind: 'attack', finds: couldNotTry('no shell') }),
        check({ id: 's', kind: 'service', finds: fail('') }),
      ],
      c: [check({ id: 'z', kind: 'attack', finds: unsupported('') })],
    });
    expect(sumWords(campaign)).toEqual([
      '1 of 4 steps still works: a/x.',
      'Nobody was there at b/y: what is gone is not hardened.',
      'Not tried at b/t: without its tools an attack proves nothing.',
      'Not known: c/z.',
      'The service is down: b/s.',
    ]);
  });
  test('says that all is well only when it is', async () => {
    const stopped = check({ id: 'x', kind: 'attack', finds: pass('') });
    expect(sumWords(await campaignOf({ a: [stopped, SERVICE] }))).toEqual([
      'None of 1 step got in.',
      'The service answers.',
    ]);
    expect(sumWords(await campaignOf({ a: [stopped] }))).toEqual([
      'None of 1 step got in.',
      'No service was asked.',
    ]);
  });
});

describe('a task that is verified after the campaign', () => {
  const verdict = (task: string, status: 'pass' | 'fail', observed: string): TaskVerdict => ({
    lesson: 'exam',
    task,
    status,
    checks: [{ id: 'x', kind: 'attack', status, observed, expected: '', why: '', see: '' }],
    ms: 1,
  });

  test('changes its steps, and tells those with another outcome', async () => {
    const before = await one(fail('in'));
    const { campaign, changed } = campaignAfter(before, verdict('a', 'pass', 'refused'));
    expect(changed).toMatchObject([
      { check: 'x', done: { outcome: 'stopped', evidence: 'refused' } },
    ]);
    expect(sumOf(campaign).status).toBe('held');
  });
  test('with other evidence for the same keeps the newer, and tells nothing', async () => {
    const before = await one(fail('in'));
    const { campaign, changed } = campaignAfter(before, verdict('a', 'fail', 'in again'));
    expect(changed).toEqual([]);
    expect(campaign.steps[0]?.done?.evidence).toBe('in again');
  });
  test('that changes nothing is the same campaign', async () => {
    const before = await one(fail('in'));
    expect(campaignAfter(before, verdict('a', 'fail', 'in')).campaign).toBe(before);
    expect(campaignAfter(before, verdict('b', 'pass', 'other')).campaign).toBe(before);
  });
});
