import { expect, test } from 'vitest';
import type { Campaign, CampaignStep } from '../../../src/app/campaign.ts';
import { stepText } from '../../../src/cli/campaign-text.ts';

const step: CampaignStep = {
  kind: 'attack',
  number: 1,
  task: 'window',
  check: 'add-user',
  tries:
    'a user of my own, in the list of users of the window that everybody who passes by can see',
  done: {
    outcome: 'got-in',
    evidence: `a command may write to ${'/etc/passwd'.repeat(9)}`,
    at: new Date(2026, 10, 25, 9, 5, 7).toISOString(),
    ms: 12,
  },
};
const campaign: Campaign = { is: 'running', steps: [step, { ...step, number: 2 }] };
const plain = (_: string, text: string) => text;

test('a step is a line of a log, with what came of it below, none wider than 80 columns', () => {
  const lines = stepText(campaign, step, plain).split('\n');
  expect(lines[0]).toBe(
    '09:05:07  step 1 of 2: a user of my own, in the list of users of the window that',
  );
  expect(lines[1]).toBe('          everybody who passes by can see');
  expect(lines[2]).toMatch(/^ {10}GOT IN: a command may write to/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('the outcome is painted, and nothing else', () => {
  const painted = stepText(campaign, step, (style, text) => `<${style} ${text}>`);
  expect(painted).toContain('<red GOT IN>: a command');
  expect(painted.match(/</g)).toHaveLength(1);
});

test('a step that was not done says nothing', () => {
  expect(stepText(campaign, { ...step, done: undefined }, plain)).toBe('');
});
