/** A course in progress: what a front end asks, answered with the engine, the lab and the progress file. */
import type { Change } from '../course/progress.ts';
import { recordOf } from '../course/progress.ts';
import type { Course, Lesson } from '../course/types.ts';
import { DocklabError } from '../host/error.ts';
import type { Pty, PtySize } from '../host/pty.ts';
import { CampaignRun } from './course-session-campaign.ts';
import { summaryOf } from './lesson-summary.ts';
import { EngineDesk } from './course-session-engine.ts';
import { LessonBook } from './course-session-lesson.ts';
import { LabVisits } from './course-session-visit.ts';
import type { AppEvent } from './events.ts';
import { failureOf } from './failure.ts';
import { ActiveTime } from './active-time.ts';
import type { Lab } from './labs.ts';
import { lessonOf } from './lesson-of.ts';
import type { EngineState, FreshPlan, Learner, LessonState, LessonSummary } from './learner.ts';
import { openShell, runShell, withKeys } from './learner-shell.ts';
import { betterScore } from './score.ts';
import type { ProgressStore } from './progress-store.ts';
import { solutionFiles } from './solution-files.ts';
import type { World } from './world.ts';

/** A learner that ends: what is under way is stopped, what is to be written is written. Labs go on. */
export interface OpenLearner extends Learner {
  close(): Promise<void>;
}

/** Opens the course for a learner, and asks in the background what the engine is. */
export function createLearner(
  world: World,
  store: Pick<ProgressStore, 'progress' | 'record' | 'settled'>,
): OpenLearner {
  return new CourseSession(world, store);
}

/** One lesson with all that is in progress there. */
interface Desk {
  readonly lesson: Lesson;
  readonly book: LessonBook;
  readonly visits: LabVisits;
  readonly campaigns: CampaignRun;
  readonly shells: Set<Pty>;
  readonly time: ActiveTime;
}

/** As often is the time written that a lesson takes, in minutes: a crash loses no more. */
const WRITTEN_AFTER = 1;
/** What one stay in a shell that has the whole terminal may count at most: its keys are not seen. */
const SHELL_MS = 30 * 60_000;

class CourseSession implements OpenLearner {
  readonly course: Course;
  readonly #world: World;
  readonly #store: Pick<ProgressStore, 'progress' | 'record' | 'settled'>;
  readonly #desks = new Map<string, Desk>();
  readonly #changed = new Set<() => void>();
  readonly #listeners = new Set<(event: AppEvent) => void>();
  readonly #engine: EngineDesk;

  constructor(world: World, store: Pick<ProgressStore, 'progress' | 'record' | 'settled'>) {
    this.course = world.course;
    this.#world = world;
    this.#store = store;
    this.#engine = new EngineDesk(world, () => this.#tell());
  }

  engine(): EngineState {
    return this.#engine.state;
  }

  lessons(): readonly LessonSummary[] {
    return this.course.lessons.map((lesson) =>
      summaryOf(
        lesson,
        recordOf(this.#store.progress(), lesson.id),
        this.#engine.readiness(lesson),
        this.#desks.get(lesson.id)?.time.minutes() ?? 0,
      ),
    );
  }

  lesson(id: string): LessonState {
    return this.#desk(id).book.state();
  }

  subscribe(changed: () => void): () => void {
    this.#changed.add(changed);
    return () => this.#changed.delete(changed);
  }

  onEvent(listen: (event: AppEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  async enter(id: string): Promise<void> {
    const desk = this.#desk(id);
    desk.time.sign(Date.now());
    await desk.visits.enter();
    // An engine that was not there may have come.
    if (this.#engine.state.is !== 'here') await this.#engine.ask();
  }

  cancel(id: string): Promise<void> {
    return this.#desk(id).visits.cancel();
  }

  leave(id: string): void {
    const desk = this.#desk(id);
    desk.campaigns.stop();
    desk.visits.leave();
    desk.time.leave(Date.now());
    this.#spent(desk);
  }

  active(id: string): void {
    const desk = this.#desk(id);
    desk.time.sign(Date.now());
    if (desk.time.minutes() >= WRITTEN_AFTER) this.#spent(desk);
  }

  verify(id: string): Promise<void> {
    return this.#desk(id).visits.verify();
  }

  async campaign(id: string): Promise<void> {
    const { visits, campaigns } = this.#desk(id);
    const lab = visits.lab();
    if (lab !== undefined) await campaigns.run(lab);
  }

  stopCampaign(id: string): void {
    this.#desk(id).campaigns.stop();
  }

  hint(id: string, task: string): readonly string[] {
    const { book, lesson } = this.#desk(id);
    const all = lesson.tasks.find((one) => one.id === task)?.hints.length ?? 0;
    if (book.hints(task).length < all) {
      book.hinted(task);
      this.#record({ is: 'hinted', lesson: id, task });
    }
    return book.hints(task);
  }

  hints(id: string, task: string): readonly string[] {
    return this.#desk(id).book.hints(task);
  }

  solution(id: string): Promise<readonly { name: string; text: string }[]> {
    const { lesson } = this.#desk(id);
    if (lesson.kind === 'exam') this.#record({ is: 'solution-seen', lesson: id });
    return solutionFiles(this.#world.files, lesson);
  }

  answer(id: string, question: number, answer: number): void {
    const { book, lesson } = this.#desk(id);
    if (lesson.questions[question]?.answers[answer] === undefined) return;
    const answers = book.state().answers.map((old, index) => (index === question ? answer : old));
    book.set({ answers });
    this.#record({ is: 'answered', lesson: id, question, answer });
  }

  async freshPlan(ids: readonly string[]): Promise<FreshPlan> {
    const lessons = ids.map((id) => this.#desk(id).lesson);
    const { freshPlanOf } = await import('./fresh-plan.ts');
    return freshPlanOf(this.#world, lessons, this.#store.progress());
  }

  reset(id: string): Promise<void> {
    const { visits, shells, campaigns } = this.#desk(id);
    campaigns.forget();
    // Their names and folder are the old lab's.
    for (const pty of shells) pty.hangUp();
    return visits.reset();
  }

  async clear(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const { visits, shells, campaigns } = this.#desk(id);
      campaigns.forget();
      for (const pty of shells) pty.hangUp();
      await visits.clear();
    }
  }

  async shell(id: string): Promise<void> {
    const { time } = this.#desk(id);
    time.sign(Date.now());
    await runShell(this.#world, this.#runningLab(id));
    time.sign(Date.now(), SHELL_MS);
  }

  async openShell(id: string, size: PtySize): Promise<Pty> {
    const { shells } = this.#desk(id);
    const opened = await openShell(this.#world, this.#runningLab(id), size);
    const pty = withKeys(opened, () => this.active(id));
    shells.add(pty);
    void pty.ended.then(() => shells.delete(pty));
    return pty;
  }

  async close(): Promise<void> {
    this.#engine.close();
    const desks = [...this.#desks.values()];
    for (const { lesson, shells } of desks) {
      this.leave(lesson.id);
      for (const pty of shells) pty.hangUp();
    }
    await Promise.all(desks.map(({ visits }) => visits.settled()));
    await this.#store.settled();
  }

  #runningLab(id: string): Lab {
    const lab = this.#desk(id).visits.lab();
    if (lab !== undefined) return lab;
    throw new DocklabError('not-found', `The lab of ${id} is not running.`, {
      next: [`Start it: docklab start ${id}`],
    });
  }

  /** Throws `usage` for a lesson that is not in the course. */
  #desk(id: string): Desk {
    const known = this.#desks.get(id);
    if (known !== undefined) return known;
    const lesson = lessonOf(this.#world, id);
    const record = recordOf(this.#store.progress(), id);
    const book = new LessonBook(lesson, record, () => this.#tell());
    const campaigns = new CampaignRun(this.#world, book);
    const visits = new LabVisits(this.#world, book, {
      event: (event) => {
        if (event.is === 'verdict') {
          campaigns.judged(event.verdict);
          this.#scored(book);
        }
        this.#listeners.forEach((listen) => listen(event));
      },
      entered: () => this.#started(id),
      passed: (task) => this.#passed(lesson, task),
      fresh: () => this.#record({ is: 'fresh', lesson: id }),
      tried: () => this.active(id),
    });
    const desk: Desk = {
      lesson,
      book,
      visits,
      campaigns,
      shells: new Set(),
      time: new ActiveTime(),
    };
    this.#desks.set(id, desk);
    return desk;
  }

  #spent({ lesson, time }: Desk): void {
    const minutes = time.take();
    if (minutes > 0) this.#record({ is: 'spent', lesson: lesson.id, minutes });
  }

  #started(id: string): void {
    const { startedAt } = recordOf(this.#store.progress(), id);
    if (startedAt === undefined) this.#record({ is: 'started', lesson: id });
  }

  #passed(lesson: Lesson, task: string): void {
    const { tasks } = recordOf(this.#store.progress(), lesson.id);
    if (Object.hasOwn(tasks, task)) return;
    const all = lesson.tasks.map(({ id }) => id);
    this.#record({ is: 'passed', lesson: lesson.id, task, tasks: all });
  }

  #scored(book: LessonBook): void {
    const { lesson } = book;
    const verdicts = book.state().tasks.flatMap(({ verdict }) => verdict ?? []);
    const { score } = recordOf(this.#store.progress(), lesson.id);
    const change = betterScore(lesson, verdicts, score);
    if (change !== undefined) this.#record(change);
  }

  /** A progress file that cannot be written stops nobody from learning; they are told. */
  #record(change: Change): void {
    const { book } = this.#desk(change.lesson);
    const say = (notice: string) => book.set({ notice });
    this.#store.record(change).then(
      (notice) => notice === undefined || say(notice),
      (error: unknown) => {
        const { message, why } = failureOf(error);
        say(`Your progress could not be written. ${message} ${why}`.trim());
      },
    );
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#changed) changed();
  }
}
