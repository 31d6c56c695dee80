/** Reads a file of waivers; every mistake in it is told with its line. */
import * as z from 'zod';
import { BENCHMARK } from '../../audit/benchmark.ts';
import type { Waiver } from '../../audit/waive.ts';
import { decode, strict } from '../../course/decode.ts';
import { formatProblem, unknownWord } from '../../course/problem.ts';
import { DocklabError } from '../../host/error.ts';
import type { Files } from '../../host/files.ts';

const MAX_BYTES = 64 * 1024;
const RULES = BENCHMARK.flatMap(({ rules }) => rules.map(({ slug }) => slug));

const text = z.string().trim().min(1).max(400);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (day: string) => DAY.test(day) && !Number.isNaN(Date.parse(day));

const waiver = strict({
  rule: text.superRefine((word, context) => {
    if (!RULES.includes(word))
      context.addIssue({ code: 'custom', message: unknownWord('rule', word, RULES) });
  }),
  subject: text.default('*'),
  reason: text,
  until: text.refine(isDay, { error: 'expected a day such as 2027-01-31' }),
});

/** Rejects with `usage` for a file that is not there or has mistakes. */
export async function readWaivers(files: Files, path: string): Promise<Waiver[]> {
  const content = await files.read(path, MAX_BYTES);
  if (content === undefined) throw new DocklabError('usage', `There is no file ${path}.`);
  if (content.trim() === '') return [];
  const decoded = decode(z.array(waiver), content, { file: path, line: 1 });
  if (decoded.is === 'value') return decoded.value;
  throw new DocklabError('usage', `The waivers in ${path} have mistakes.`, {
    why: decoded.problems.map(formatProblem).join('\n'),
    next: ['Each is: rule, reason, until (a day), and a subject where it is not for all.'],
  });
}
