/** A learner whose state tests set: it answers like the real one and remembers what was asked of it. */
import type {
  EngineState,
  FreshPlan,
  LabState,
  Learner,
  LessonProgress,
  LessonState,
  LessonSummary,
  Readiness,
  TaskState,
} from '../../../src/app/learner.ts';
import type { Campaign } from '../../../src/app/campaign.ts';
import type { Course } from '../../../src/course/types.ts';
import { DocklabError } from '../../../src/host/error.ts';
import type { Pty, PtySize } from '../../../src/host/pty.ts';
import type { TaskVerdict } from '../../../src/verify/verdict.ts';
import { COURSE } from './course.ts';

export const ENGINE_HERE: EngineState = {
  is: 'here',
  line: 'Docker 20.10.24, API 1.41, cgroup v1, overlay2, root on this machine',
};

export class FakeLearner implements Learner {
  course: Course = COURSE;
  /** What was asked, in order: `verify read-only`. */
  readonly asked: string[] = [];
  /** How often the learner showed to be there. */
  signs = 0;
  readonly #listeners = new Set<() => void>();
  readonly #lessons = new Map<string, LessonState>();
  readonly #progress = new Map<
    string,
    { progress: LessonProgress; readiness: Readiness; minutes: number }
  >();
  #engine: EngineState = ENGINE_HERE;
  /** What the shell does while it has the terminal. */
  inShell: () => Promise<void> = () => Promise.resolve();
  /** What runs in the pane; by default there are no pseudo-terminals here. */
  onOpenShell: (size: PtySize) => Promise<Pty> = () =>
    Promise.reject(new DocklabError('tool-missing', 'There is no pseudo-terminal here.'));
  /** What happens when the lab is launched. */
  onEnter: (id: string) => void = (id) => this.lab(id, { is: 'running' });
  /** Of every lesson. */
  score: LessonSummary['score'];
  /** What happens when the campaign is run. */
  onCampaign: (id: string) => Promise<void> = () => Promise.resolve();
  kept: readonly string[] = [
    'your files, moved aside to ~/.local/share/docklab/work/read-only.before-…',
    'what you have solved, and the time you spent',
    'containers, images, networks and volumes of your own',
  ];
  removalNames: readonly string[] = [
    'container read-only-web',
    'image docklab/read-only-web:lab',
    'network docklab-read-only',
    'your answers to the questions',
  ];

  engine(): EngineState {
    return this.#engine;
  }

  lessons(): readonly LessonSummary[] {
    return this.course.lessons.map((lesson) => {
      const state = this.#lessons.get(lesson.id);
      const known = this.#progress.get(lesson.id);
      const verdicts = state?.tasks.filter(({ verdict }) => verdict?.status === 'pass') ?? [];
      const progress = known?.progress ?? (state === undefined ? 'new' : 'started');
      const passed = progress === 'solved' ? lesson.tasks.length : verdicts.length;
      const { readiness = { is: 'ready' }, minutes = 0 } = known ?? {};
      const solvedAt = progress === 'solved' ? '2026-11-20T10:00:00.000Z' : undefined;
      const solutionAt = this.asked.includes(`solution ${lesson.id}`)
        ? '2026-11-20T11:00:00.000Z'
        : undefined;
      return {
        lesson,
        progress,
        passed,
        readiness,
        minutes,
        solvedAt,
        solutionAt,
        score: this.score,
      };
    });
  }

  lesson(id: string): LessonState {
    const known = this.#lessons.get(id);
    if (known !== undefined) return known;
    const lesson = this.course.lessons.find((one) => one.id === id);
    const tasks = (lesson?.tasks ?? []).map((task): TaskState => ({
      id: task.id,
      verdict: undefined,
      checking: false,
      broke: false,
      hintsShown: 0,
      isHintOffered: false,
    }));
    const answers = (lesson?.questions ?? []).map(() => undefined);
    const state: LessonState = {
      lab: { is: 'absent' },
      tasks,
      answers,
      notice: undefined,
      campaign: undefined,
    };
    this.#lessons.set(id, state);
    return state;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  onEvent(): () => void {
    return () => undefined;
  }

  enter(id: string): Promise<void> {
    this.asked.push(`enter ${id}`);
    this.onEnter(id);
    return Promise.resolve();
  }

  cancel(id: string): Promise<void> {
    this.asked.push(`cancel ${id}`);
    this.lab(id, { is: 'absent' });
    this.notice(id, 'Cancelled: no container, network or volume of the lab is left.');
    return Promise.resolve();
  }

  leave(id: string): void {
    this.asked.push(`leave ${id}`);
  }

  verify(id: string): Promise<void> {
    this.asked.push(`verify ${id}`);
    return Promise.resolve();
  }

  campaign(id: string): Promise<void> {
    this.asked.push(`campaign ${id}`);
    return this.onCampaign(id);
  }

  stopCampaign(id: string): void {
    this.asked.push(`stop campaign ${id}`);
    const { campaign } = this.lesson(id);
    if (campaign !== undefined) this.setCampaign(id, { ...campaign, is: 'stopped' });
  }

  hint(id: string, task: string): readonly string[] {
    this.#task(id, task, (old) => ({
      hintsShown: old.hintsShown + 1,
      isHintOffered: false,
    }));
    return this.hints(id, task);
  }

  hints(id: string, task: string): readonly string[] {
    const shown = this.lesson(id).tasks.find((one) => one.id === task)?.hintsShown ?? 0;
    const lesson = this.course.lessons.find((one) => one.id === id);
    return lesson?.tasks.find((one) => one.id === task)?.hints.slice(0, shown) ?? [];
  }

  solution(id: string): Promise<readonly { name: string; text: string }[]> {
    this.asked.push(`solution ${id}`);
    return Promise.resolve([
      {
        name: 'run.sh',
        text: '# Replace the container under the same name.\ndocker rm -f "$LAB_WEB"\ndocker run -d --name "$LAB_WEB" --network "$LAB_NET" --read-only \\\n  --tmpfs /tmp:noexec,nosuid,size=1m "$LAB_WEB_IMAGE"\n',
      },
    ]);
  }

  answer(id: string, question: number, answer: number): void {
    const state = this.lesson(id);
    this.#set(id, { answers: state.answers.map((old, at) => (at === question ? answer : old)) });
  }

  active(): void {
    this.signs += 1;
  }

  freshPlan(ids: readonly string[]): Promise<FreshPlan> {
    this.asked.push(`fresh plan ${ids.join(' ')}`);
    return Promise.resolve({ removed: this.removalNames, kept: this.kept });
  }

  clear(ids: readonly string[]): Promise<void> {
    this.asked.push(`clear ${ids.join(' ')}`);
    return Promise.resolve();
  }

  reset(id: string): Promise<void> {
    this.asked.push(`reset ${id}`);
    this.lab(id, { is: 'stopping' });
    return Promise.resolve();
  }

  shell(id: string): Promise<void> {
    this.asked.push(`shell ${id}`);
    return this.inShell();
  }

  openShell(id: string, size: PtySize): Promise<Pty> {
    this.asked.push(`open-shell ${id}`);
    return this.onOpenShell(size);
  }

  // What tests do to the world:

  setEngine(engine: EngineState): void {
    this.#engine = engine;
    this.#tell();
  }

  setProgress(
    id: string,
    progress: LessonProgress,
    readiness: Readiness = { is: 'ready' },
    minutes = 0,
  ): void {
    this.#progress.set(id, { progress, readiness, minutes });
    this.#tell();
  }

  lab(id: string, lab: LabState): void {
    this.#set(id, { lab });
  }

  setCampaign(id: string, campaign: Campaign): void {
    this.#set(id, { campaign });
  }

  notice(id: string, notice: string | undefined): void {
    this.#set(id, { notice });
  }

  checking(id: string, task: string): void {
    this.#task(id, task, () => ({ checking: true }));
  }

  offerHint(id: string, task: string): void {
    this.#task(id, task, () => ({ isHintOffered: true }));
  }

  verdict(verdict: TaskVerdict): void {
    this.#task(verdict.lesson, verdict.task, (old) => ({
      verdict,
      checking: false,
      broke: verdict.status !== 'pass' && (old.verdict?.status === 'pass' || old.broke),
    }));
  }

  #task(id: string, task: string, change: (old: TaskState) => Partial<TaskState>): void {
    const tasks = this.lesson(id).tasks.map((old) =>
      old.id === task ? { ...old, ...change(old) } : old,
    );
    this.#set(id, { tasks });
  }

  #set(id: string, change: Partial<LessonState>): void {
    this.#lessons.set(id, { ...this.lesson(id), ...change });
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
