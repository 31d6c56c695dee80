/** What a front end (the TUI, the plain demo) may ask of a course in progress. Implemented in `course-session.ts`. */
import type { BestScore } from '../course/progress.ts';
import type { Course, Lesson } from '../course/types.ts';
import type { Pty, PtySize } from '../host/pty.ts';
import type { TaskVerdict } from '../verify/verdict.ts';
import type { Campaign } from './campaign.ts';
import type { AppEvent } from './events.ts';

/** Whether this host can show a lesson, and if not wholly, why and what to do. */
export type Readiness =
  | { is: 'ready' }
  | { is: 'partly'; why: string; next: string }
  | { is: 'not-here'; why: string; next: string }
  /** Not asked yet (the engine has not answered so far). */
  | { is: 'unknown' };

export type LessonProgress = 'new' | 'started' | 'solved';

export interface LessonSummary {
  lesson: Lesson;
  progress: LessonProgress;
  passed: number;
  readiness: Readiness;
  /** Minutes that the learner was at work in it. */
  minutes: number;
  /** An ISO 8601 instant; a lesson stays solved, whatever becomes of its lab. */
  solvedAt: string | undefined;
  /** When the solution of an exam was read, if ever. */
  solutionAt: string | undefined;
  /** The best of an exam so far. */
  score: BestScore | undefined;
}

/** What a fresh start removes and keeps, each thing in a line, for the confirmation. */
export interface FreshPlan {
  removed: readonly string[];
  kept: readonly string[];
}

export type LabState =
  | { is: 'absent' }
  | {
      is: 'starting';
      step: string;
      /** How far it is, from 0 to 1, and in words. */
      fraction: number | undefined;
      amount?: string | undefined;
      /** The last line that the step printed. */
      line?: string | undefined;
    }
  | { is: 'running' }
  | { is: 'stopping' }
  | { is: 'failed'; message: string; why: string; next: readonly string[] };

export interface TaskState {
  id: string;
  /** Undefined until it was verified once. */
  verdict: TaskVerdict | undefined;
  checking: boolean;
  /** It passed before and does not now. */
  broke: boolean;
  hintsShown: number;
  /** The same failure came back from several tries: the next hint is offered. */
  isHintOffered: boolean;
}

/** What the front end draws of one lesson; a new object at every change. */
export interface LessonState {
  lab: LabState;
  tasks: readonly TaskState[];
  /** By question: index of the answer given, or undefined. */
  answers: readonly (number | undefined)[];
  notice: string | undefined;
  /** The last campaign against the lab, while it runs and after. */
  campaign: Campaign | undefined;
}

/** The engine in one line for the home screen, or what is wrong with it. */
export type EngineState =
  | { is: 'asking' }
  | { is: 'here'; line: string }
  | { is: 'missing'; message: string; why: string; next: readonly string[] };

export interface Learner {
  readonly course: Course;
  engine(): EngineState;
  lessons(): readonly LessonSummary[];
  lesson(id: string): LessonState;
  /** Called after every change of anything above; returns how to stop. */
  subscribe(changed: () => void): () => void;
  onEvent(listen: (event: AppEvent) => void): () => void;

  /** Launches or adopts the lab, then watches its tasks until `leave`. Never rejects: failures are in `lab`. */
  enter(id: string): Promise<void>;
  /** Stops a launch that is under way and removes what it has made; what is left is said in `notice`. */
  cancel(id: string): Promise<void>;
  /** Stops watching; the lab goes on. */
  leave(id: string): void;
  /** Verifies all tasks now. */
  verify(id: string): Promise<void>;
  /** Runs the campaign of an intruder against the lab, told in `campaign`; resolves at its end. Never rejects. */
  campaign(id: string): Promise<void>;
  stopCampaign(id: string): void;
  /** Shows one more hint; returns those shown so far. */
  hint(id: string, task: string): readonly string[];
  hints(id: string, task: string): readonly string[];
  /** The reference solution's script and files, as text. In an exam that is noted for good. */
  solution(id: string): Promise<readonly { name: string; text: string }[]>;
  answer(id: string, question: number, answer: number): void;
  /** A sign of life: a key in the lesson or in its shell. The time that a lesson takes is measured by them. */
  active(id: string): void;
  /** What `reset` and `clear` would remove and keep. */
  freshPlan(ids: readonly string[]): Promise<FreshPlan>;
  /** Removes the lab and the learner's answers of it, and launches it anew. What was solved stays solved. */
  reset(id: string): Promise<void>;
  /** As `reset`, for several lessons, and nothing is launched. Rejects when something could not be removed. */
  clear(ids: readonly string[]): Promise<void>;
  /** Runs the learner's own shell on the terminal it is given, with the lab's environment; resolves when it ends. */
  shell(id: string): Promise<void>;
  /**
   * Starts the learner's own shell on a pseudo-terminal, with the lab's environment. It ends with the course in
   * progress, and with a reset of its lab. Rejects with `tool-missing` where that cannot be had.
   */
  openShell(id: string, size: PtySize): Promise<Pty>;
}
