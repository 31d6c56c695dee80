/** The state of one lesson as a front end draws it: the same objects until something changes. */
import type { Lesson } from '../course/types.ts';
import type { LessonRecord } from '../course/progress.ts';
import type { TaskVerdict } from '../verify/verdict.ts';
import { HintOffers } from './hint-offers.ts';
import type { LessonState, TaskState } from './learner.ts';

export class LessonBook {
  readonly lesson: Lesson;
  readonly #changed: () => void;
  readonly #offers = new Map<string, HintOffers>();
  #state: LessonState;

  /** `record` is what earlier sessions left; `changed` is called after every change. */
  constructor(lesson: Lesson, record: LessonRecord, changed: () => void) {
    this.lesson = lesson;
    this.#changed = changed;
    this.#state = {
      lab: { is: 'absent' },
      tasks: lesson.tasks.map(({ id, hints }) => ({
        id,
        verdict: undefined,
        checking: false,
        broke: false,
        isHintOffered: false,
        hintsShown: Math.min(
          hints.length,
          Object.hasOwn(record.hints, id) ? (record.hints[id] ?? 0) : 0,
        ),
      })),
      answers: lesson.questions.map(({ answers }, index) => {
        const given = record.answers[index] ?? undefined;
        return given !== undefined && given < answers.length ? given : undefined;
      }),
      notice: undefined,
      campaign: undefined,
    };
  }

  state(): LessonState {
    return this.#state;
  }

  set(change: Partial<LessonState>): void {
    if (isPartOf(this.#state, change)) return;
    this.#state = { ...this.#state, ...change };
    this.#changed();
  }

  task(id: string): TaskState | undefined {
    return this.#state.tasks.find((one) => one.id === id);
  }

  setTask(id: string, change: Partial<TaskState>): void {
    const old = this.task(id);
    if (old === undefined || isPartOf(old, change)) return;
    const tasks = this.#state.tasks.map((task) => (task === old ? { ...old, ...change } : task));
    this.set({ tasks });
  }

  /** A task that passed in this session and does not now broke, until it passes again. */
  judge(verdict: TaskVerdict): void {
    const old = this.task(verdict.task);
    const passedOnce = old?.verdict?.status === 'pass' || old?.broke === true;
    const broke = verdict.status !== 'pass' && passedOnce;
    this.setTask(verdict.task, { verdict, checking: false, broke });
    if (verdict.status !== 'pass') return;
    this.#offersOf(verdict.task).restart();
    this.setTask(verdict.task, { isHintOffered: false });
  }

  /** A try of the learner's ended in this verdict: the next hint is offered when the same failure came back too often. */
  tried(verdict: TaskVerdict): void {
    const level = (this.task(verdict.task)?.hintsShown ?? 0) + 1;
    const all = this.lesson.tasks.find(({ id }) => id === verdict.task)?.hints.length ?? 0;
    if (level <= all && this.#offersOf(verdict.task).tried(verdict, level))
      this.setTask(verdict.task, { isHintOffered: true });
  }

  /** Those that are shown. */
  hints(id: string): readonly string[] {
    const task = this.lesson.tasks.find((one) => one.id === id);
    return task?.hints.slice(0, this.task(id)?.hintsShown ?? 0) ?? [];
  }

  /** One more hint is shown. */
  hinted(id: string): void {
    this.#offersOf(id).restart();
    const hintsShown = (this.task(id)?.hintsShown ?? 0) + 1;
    this.setTask(id, { hintsShown, isHintOffered: false });
  }

  #offersOf(id: string): HintOffers {
    const offers = this.#offers.get(id) ?? new HintOffers();
    this.#offers.set(id, offers);
    return offers;
  }

  /** Nothing is being checked any longer, but for what is in `busy`. */
  rest(busy: ReadonlySet<string> = new Set()): void {
    for (const { id } of this.#state.tasks)
      if (!busy.has(id)) this.setTask(id, { checking: false });
  }

  /** A fresh start: what was seen of the old lab says nothing, and hints and answers begin anew. */
  fresh(): void {
    this.#offers.clear();
    for (const { id } of this.#state.tasks)
      this.setTask(id, {
        verdict: undefined,
        checking: false,
        broke: false,
        hintsShown: 0,
        isHintOffered: false,
      });
    this.set({ answers: this.lesson.questions.map(() => undefined) });
  }
}

function isPartOf<T extends object>(whole: T, part: Partial<T>): boolean {
  return (Object.keys(part) as (keyof T)[]).every((key) => whole[key] === part[key]);
}
