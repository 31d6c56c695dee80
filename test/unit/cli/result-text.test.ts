import { describe, expect, test } from 'vitest';
import type { ExamResult } from '../../../src/app/result.ts';
import { resultText } from '../../../src/cli/result-text.ts';

const RESULT: ExamResult = {
  note: 'It is no proof to others.',
  name: 'Ada Lovelace',
  at: '2026-11-25T22:10:33.000Z',
  docklab: '0.1.0',
  course: { id: 'mini', title: 'A course', version: '1.0.0' },
  exam: { id: 'exam', title: 'A shop of your own' },
  digest: `sha256:${'ab'.repeat(32)}`,
  labFrom: '2026-11-25T21:00:00.000Z',
  host: {
    engine: '27.0.1',
    os: 'Debian GNU/Linux 12 (bookworm)',
    kernel: '6.1.0',
    architecture: 'x86_64',
    cgroup: 'v2',
    storage: 'overlay2',
    security: ['seccomp', 'apparmor'],
    rootless: false,
  },
  score: { earned: 15, max: 20, left: 5 },
  tasks: [
    {
      task: 'window',
      title: 'Nobody becomes root through the window',
      earned: 10,
      max: 10,
      points: 10,
      reason: { is: 'full' },
      checks: [{ id: 'add-user', kind: 'attack', status: 'pass', observed: 'It is refused.' }],
    },
    {
      task: 'stock',
      title: `A task with a long title, ${'of many words '.repeat(8)}indeed`,
      earned: 5,
      max: 10,
      points: 10,
      reason: { is: 'part', passed: 1, of: 2 },
      checks: [
        { id: 'plant', kind: 'attack', status: 'fail', observed: `/bin/${'x'.repeat(300)}` },
        { id: 'ro', kind: 'control', status: 'error', observed: 'It broke.' },
      ],
    },
    {
      task: 'armour',
      title: 'A profile',
      earned: 0,
      max: 0,
      points: 5,
      reason: { is: 'not-here', why: 'No AppArmor.' },
      checks: [{ id: 'aa', kind: 'control', status: 'unsupported', observed: 'No AppArmor.' }],
    },
  ],
  way: {
    startedAt: '2026-11-25T20:00:00.000Z',
    solvedAt: undefined,
    solutionAt: undefined,
    minutesSpent: 71.5,
    freshStarts: 2,
    score: { earned: 20, max: 20, at: '2026-11-25T21:59:00.000Z' },
  },
};

const said = (change: Partial<ExamResult> = {}) => resultText({ ...RESULT, ...change });
/** As one line, to look for sentences. */
const flat = (change: Partial<ExamResult> = {}) => said(change).replace(/\s+/g, ' ');

describe('a printed result', () => {
  test('is never wider than 80 columns, whatever a check says', () => {
    const hostile = said({ name: '山'.repeat(60), docklab: '0'.repeat(200) });
    for (const line of hostile.split('\n'))
      expect(line.replace(/山/g, 'xx').length).toBeLessThanOrEqual(80);
  });
  test('says who, how much, when, and what was judged by what', () => {
    for (const words of [
      'RESULT OF AN EXAM: A shop of your own (exam)',
      'Name Ada Lovelace',
      'Score 15 of 20 points (75 %)',
      '5 points left the total: this host cannot show what they are for.',
      'Date 2026-11-25 22:10 UTC',
      'Course A course (mini), version 1.0.0',
      `sha256:${'ab'.repeat(32)}`,
      'Judged by docklab 0.1.0',
      'Docker 27.0.1, Debian GNU/Linux 12 (bookworm), kernel 6.1.0 x86_64, cgroup v2, overlay2, with seccomp apparmor',
      'Begun 2026-11-25 20:00 UTC, 2 fresh starts; this lab is of 2026-11-25 21:00 UTC.',
      '1 h 11 min at work on the screens of docklab.',
      'The best score so far: 20 of 20 points, on 2026-11-25.',
      'The solution was not seen.',
      'It is no proof to others.',
    ])
      expect(flat()).toContain(words);
  });
  test('has for each task its points, why not all, and each check with its evidence', () => {
    for (const words of [
      '10 of 10 Nobody becomes root through the window [x] attack add-user: It is refused.',
      '5 of 10 A task with',
      '1 of 2 checks that earn points pass. [ ] attack plant: /bin/',
      '[!] control ro: It broke.',
      'not here A profile This host cannot show it, so it is not part of the total: No AppArmor. [-] control aa',
    ])
      expect(flat()).toContain(words);
  });
  test('says when the solution was seen, and whether that was before the end', () => {
    const seen = { ...RESULT.way, solutionAt: '2026-11-25T21:30:00.000Z' };
    expect(flat({ way: seen })).toContain(
      'The solution was seen on 2026-11-25, before all tasks had passed.',
    );
    expect(flat({ way: { ...seen, solvedAt: '2026-11-25T21:00:00.000Z' } })).toContain(
      'The solution was seen on 2026-11-25, after all tasks had passed.',
    );
  });
  test('without a name says so, and a name cannot forge a line', () => {
    expect(flat({ name: undefined })).toContain('Name (none was given)');
    expect(said({ name: 'Ada\u001b[31m\u202e' })).not.toMatch(/[\u001b\u202e]/);
  });
});
