/** Reads an earlier report: what `docklab audit --json` printed. */
import * as z from 'zod';
import type { Difference } from '../../audit/diff.ts';
import { DocklabError } from '../../host/error.ts';
import type { Files } from '../../host/files.ts';
import { oneLine } from '../../host/sanitise.ts';

const MAX_BYTES = 32 * 1024 * 1024;

const text = z.string().transform((value) => oneLine(value, 4_096));

const report = z.object({
  sections: z.array(
    z.object({
      rules: z.array(
        z.object({
          rule: text,
          verdict: z.string(),
          findings: z.array(z.object({ subject: text, saw: text })).default([]),
        }),
      ),
    }),
  ),
});

/** What was wrong then. Rejects with `usage` for anything but such a report. */
export async function readReport(files: Files, path: string): Promise<Difference[]> {
  const content = await files.read(path, MAX_BYTES);
  if (content === undefined) throw new DocklabError('usage', `There is no file ${path}.`);
  const parsed = report.safeParse(jsonOf(content));
  if (!parsed.success)
    throw new DocklabError('usage', `${path} is no report of an audit.`, {
      next: ['Make one: docklab audit --json --fail-on never > FILE'],
    });
  return parsed.data.sections
    .flatMap(({ rules }) => rules)
    .flatMap(({ rule, verdict, findings }) =>
      verdict === 'warn' ? findings.map((finding) => ({ rule, ...finding })) : [],
    );
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
