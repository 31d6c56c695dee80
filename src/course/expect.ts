/** `expect.yaml` of a near miss: which checks fail, and what they say. */
import * as z from 'zod';
import { decode, strict } from './decode.ts';
import { error, sortProblems } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { id, line } from './schema.ts';
import type { Yaml } from './yaml.ts';

/** What the check's `observed` must contain, or match. */
export type Feedback = { is: 'text'; text: string } | { is: 'pattern'; pattern: RegExp };

export interface ExpectedFailure {
  task: string;
  check: string;
  feedback: Feedback;
}

export interface Expectation {
  /** Why people do this, one line. */
  about: string;
  /** Exactly the checks that fail. */
  fails: readonly ExpectedFailure[];
  /** Tasks that this attempt does not touch: they fail, at whichever check. */
  untried: readonly string[];
  /** The points that it earns in an exam. */
  score?: number | undefined;
}

export type ExpectationResult =
  | { is: 'expectation'; expectation: Expectation; lineOf: Yaml['lineOf'] }
  | { is: 'invalid'; problems: readonly Problem[] };

const feedback = line.transform((text, context): Feedback => {
  const pattern = /^\/(.+)\/(i?)$/.exec(text);
  if (pattern === null) return { is: 'text', text };
  try {
    return { is: 'pattern', pattern: new RegExp(pattern[1] ?? '', `u${pattern[2]}`) };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : '';
    context.addIssue({ code: 'custom', message: `expected a regular expression: ${why}` });
    return z.NEVER;
  }
});

const schema = strict({
  about: line,
  fails: z.array(strict({ task: id, check: id, feedback })).min(1),
  untried: z.array(id).default([]),
  score: z.int().min(0).optional(),
});

/** Parses the text of an `expect.yaml`; `file` is what problems call it. */
export function parseExpectation(text: string, file: string): ExpectationResult {
  const place = { file, line: 1 };
  const decoded = decode(schema, text, place);
  if (decoded.is === 'invalid') return decoded;
  const problems = contradictions(decoded.value, decoded.lineOf, place);
  return problems.length > 0
    ? { is: 'invalid', problems: sortProblems(problems) }
    : { is: 'expectation', expectation: decoded.value, lineOf: decoded.lineOf };
}

function contradictions({ fails, untried }: Expectation, lineOf: Yaml['lineOf'], place: Place) {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, { task, check }] of fails.entries()) {
    const at = { ...place, line: lineOf(['fails', index]) };
    if (seen.has(`${task} ${check}`))
      problems.push(error(at, `fails[${index}]: check ${check} of task ${task} is named twice`));
    if (untried.includes(task))
      problems.push(
        error(at, `fails[${index}]: task ${task} is untried: expected it in one of both`),
      );
    seen.add(`${task} ${check}`);
  }
  return problems;
}

/** Whether what a check observed is the expected feedback. */
export function says(feedback: Feedback, observed: string): boolean {
  return feedback.is === 'text'
    ? observed.includes(feedback.text)
    : feedback.pattern.test(observed);
}
