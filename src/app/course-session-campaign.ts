/** The campaign against the lab of a lesson that somebody is in: run, stopped, and kept up with what changes. */
import { campaignAfter, type Campaign } from './campaign.ts';
import type { TaskVerdict } from '../verify/verdict.ts';
import type { LessonBook } from './course-session-lesson.ts';
import { failureOf } from './failure.ts';
import type { Lab } from './labs.ts';
import type { World } from './world.ts';

export class CampaignRun {
  readonly #world: World;
  readonly #book: LessonBook;
  #abort: AbortController | undefined;

  constructor(world: World, book: LessonBook) {
    this.#world = world;
    this.#book = book;
  }

  /** Resolves when it is over or stopped; one that runs goes on. Never rejects: what broke it is a notice. */
  async run(lab: Lab): Promise<void> {
    if (this.#abort !== undefined) return;
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    try {
      const { runCampaign } = await import('./campaign-run.ts');
      const tell = (campaign: Campaign): void => {
        if (!signal.aborted) this.#book.set({ campaign });
      };
      await runCampaign(this.#world, lab, tell, signal);
    } catch (error) {
      if (signal.aborted) return;
      const { message, why } = failureOf(error);
      this.#book.set({ notice: `The campaign broke off. ${message} ${why}`.trim() });
      this.#breakOff();
    } finally {
      if (this.#abort === abort) this.#abort = undefined;
    }
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#breakOff();
  }

  /** What was seen of another lab says nothing. */
  forget(): void {
    this.stop();
    this.#book.set({ campaign: undefined });
  }

  /** The steps of a campaign that is over are as good as the last look at them. */
  judged(verdict: TaskVerdict): void {
    const { campaign } = this.#book.state();
    if (campaign?.is === 'over')
      this.#book.set({ campaign: campaignAfter(campaign, verdict).campaign });
  }

  #breakOff(): void {
    const { campaign } = this.#book.state();
    if (campaign?.is === 'running') this.#book.set({ campaign: { ...campaign, is: 'stopped' } });
  }
}
