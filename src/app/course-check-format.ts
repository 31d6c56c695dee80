/** A report of `course check` as lines for people. Pure. */
import { formatProblem } from '../course/problem.ts';
import { oneLine } from '../host/sanitise.ts';
import type { CheckReport, Proof } from './course-check-report.ts';

const MOST = 600;

/** Mistakes first, then each lesson with what is not proven, then one line that says it all. */
export function formatReport(report: CheckReport): string[] {
  const lessons = [...new Set(report.proofs.map(({ lesson }) => lesson))];
  return [
    ...report.problems.map(formatProblem),
    ...lessons.flatMap((id) =>
      lesson(
        id,
        report.proofs.filter((proof) => proof.lesson === id),
      ),
    ),
    conclusion(report),
  ];
}

function lesson(id: string, proofs: readonly Proof[]): string[] {
  const proven = proofs.filter(({ result }) => result.is === 'proven').length;
  const seconds = Math.round(proofs.reduce((sum, { ms }) => sum + ms, 0) / 1000);
  const head = `${id}: ${proven} of ${proofs.length} proven in ${seconds} s`;
  return [head, ...proofs.flatMap(open), ...withoutLines(proofs)];
}

/** What no proof of a lesson could show, once. */
function withoutLines(proofs: readonly Proof[]): string[] {
  const without = proofs.flatMap(({ result }) =>
    result.is === 'proven' ? (result.without ?? []) : [],
  );
  return [...new Set(without)].map((text) => `  not shown here: ${oneLine(text, MOST)}`);
}

function open({ name, result }: Proof): string[] {
  if (result.is === 'proven') return [];
  return [
    `  ${name}: ${result.is}`,
    ...result.details.map((detail) => `    ${oneLine(detail, MOST)}`),
  ];
}

function conclusion({ status, problems, proofs }: CheckReport): string {
  const count = (severity: 'error' | 'warning') =>
    problems.filter((problem) => problem.severity === severity).length;
  const of = (is: Proof['result']['is']) => proofs.filter(({ result }) => result.is === is).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const advice = warnings === 0 ? '' : `, ${plural(warnings, 'warning')}`;
  if (errors > 0) return `${plural(errors, 'mistake')}${advice}: nothing was proven`;
  if (status === 'linted') return `no mistakes${advice}; nothing was proven`;
  if (status === 'proven') return `${plural(proofs.length, 'proof')}, all good${advice}`;
  return `${of('failed')} failed, ${of('unsupported')} cannot be shown on this host, ${of('proven')} proven${advice}`;
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
