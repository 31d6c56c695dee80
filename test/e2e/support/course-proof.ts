/** `docklab course check` of the built-in course through the built program, with its report. */
import { spawn } from 'node:child_process';
import type { CheckReport } from '../../../src/app/course-check-report.ts';

export interface CourseProof {
  readonly code: number | null;
  readonly report: CheckReport;
}

/** Runs it; rejects when what it printed is no report, with that. */
export async function proveCourse(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<CourseProof> {
  const [file = '', ...args] = argv;
  const child = spawn(file, [...args, 'course', 'check', '--json'], { env, cwd });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  try {
    return { code, report: JSON.parse(stdout) as CheckReport };
  } catch {
    throw new Error(
      `no report, exit code ${code}: ${stdout.slice(0, 500)}${stderr.slice(0, 2_000)}`,
    );
  }
}
