/** The result of an exam: what was judged, on which host, and what it earned. */
import { recordOf, type LessonRecord, type Progress } from '../course/progress.ts';
import type { CheckKind } from '../verify/contract.ts';
import type { CheckStatus, TaskVerdict } from '../verify/verdict.ts';
import { lessonDigest } from './course-digest.ts';
import type { Lab } from './labs.ts';
import { scoreOf, type Score, type TaskScore } from './score.ts';
import type { World } from './world.ts';

interface ResultCheck {
  id: string;
  kind: CheckKind;
  status: CheckStatus;
  observed: string;
}

export interface ExamResult {
  /** Said with every result. */
  note: string;
  name: string | undefined;
  /** ISO 8601 instants, here and below. */
  at: string;
  docklab: string;
  course: { id: string; title: string; version: string };
  exam: { id: string; title: string };
  /** Of all files that decide the exam. */
  digest: string;
  /** When the lab was launched that was judged: its secrets are of that launch. */
  labFrom: string;
  host: {
    engine: string;
    os: string;
    kernel: string;
    architecture: string;
    cgroup: string;
    storage: string;
    security: readonly string[];
    rootless: boolean;
  };
  score: Pick<Score, 'earned' | 'max' | 'left'>;
  tasks: readonly (TaskScore & { checks: readonly ResultCheck[] })[];
  /** What is known of the way there. */
  way: Pick<
    LessonRecord,
    'startedAt' | 'solvedAt' | 'solutionAt' | 'minutesSpent' | 'freshStarts' | 'score'
  >;
}

/** No result is more than what somebody's own machine says. */
const NOTE =
  'Made by docklab on the learner’s own machine, which the learner controls: it is no proof to others. ' +
  'Whoever needs one judges the same work on a machine of their own.';

export interface ResultOf {
  name: string | undefined;
  /** Of docklab. */
  version: string;
  verdicts: readonly TaskVerdict[];
  progress: Progress;
  at: Date;
}

/** Puts a result together. Rejects when the course's files may not be read, or the engine is gone. */
export async function examResult(
  world: World,
  { lesson, names }: Lab,
  { name, version, verdicts, progress, at }: ResultOf,
): Promise<ExamResult> {
  const [{ info }, digest] = await Promise.all([world.connect(), lessonDigest(world, lesson)]);
  const { earned, max, left, tasks } = scoreOf(lesson, verdicts);
  const { id, title, version: courseVersion } = world.course;
  const record = recordOf(progress, lesson.id);
  const { startedAt, solvedAt, solutionAt, minutesSpent, freshStarts, score: best } = record;
  return {
    note: NOTE,
    name,
    at: at.toISOString(),
    docklab: version,
    course: { id, title, version: courseVersion },
    exam: { id: lesson.id, title: lesson.title },
    digest,
    labFrom: names.launchedAt.toISOString(),
    host: {
      engine: info.version,
      os: info.os,
      kernel: info.kernel,
      architecture: info.architecture,
      cgroup: `v${info.cgroupVersion}`,
      storage: info.storageDriver,
      security: info.security,
      rootless: info.rootless,
    },
    score: { earned, max, left },
    tasks: tasks.map((task) => ({ ...task, checks: checksOf(task, verdicts) })),
    way: { startedAt, solvedAt, solutionAt, minutesSpent, freshStarts, score: best },
  };
}

function checksOf({ task }: TaskScore, verdicts: readonly TaskVerdict[]): ResultCheck[] {
  const checks = verdicts.find((verdict) => verdict.task === task)?.checks ?? [];
  return checks.map(({ id, kind, status, observed }) => ({ id, kind, status, observed }));
}
