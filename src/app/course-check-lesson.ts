/** Proves one lesson on the engine: the lab as launched, its text, and every attempt. */
import { join } from 'node:path';
import { parseExpectation } from '../course/expect.ts';
import { attemptKind, attemptsOf } from '../course/lint-attempts.ts';
import { formatProblem } from '../course/problem.ts';
import { namesOf } from '../course/reader.ts';
import type { Lesson } from '../course/types.ts';
import { DocklabError, isEngineGone } from '../host/error.ts';
import type { Refused } from '../lab/lifecycle.ts';
import type { LessonVerdict } from '../verify/verdict.ts';
import { attemptFailure, runAttempt } from './attempts.ts';
import { withoutGifts, withScore } from './course-check-exam.ts';
import { judgeNearMiss, judgeSolved, judgeUntouched } from './course-check-judge.ts';
import type { Proof, ProofKind, ProofResult } from './course-check-report.ts';
import type { Listen } from './events.ts';
import { removeLab, resetLab } from './labs.ts';
import type { Lab } from './labs.ts';
import { proveText } from './text-proof.ts';
import { verifyLab } from './verifying.ts';
import type { World } from './world.ts';

type Judge = (verdict: LessonVerdict, refused: Refused) => ProofResult;
interface Attempt {
  kind: ProofKind;
  name: string;
  judge: Judge;
}

/** Proves a lesson in order; each proof is told as it is made. The lab is removed at the end, whatever happened. */
export async function proveLesson(
  world: World,
  lesson: Lesson,
  listen: Listen,
  signal: AbortSignal,
): Promise<Proof[]> {
  try {
    return await new LessonProof(world, lesson, listen, signal).all();
  } finally {
    await removeLab(world, lesson, () => undefined);
  }
}

class LessonProof {
  readonly #world: World;
  readonly #lesson: Lesson;
  readonly #listen: Listen;
  readonly #signal: AbortSignal;

  constructor(world: World, lesson: Lesson, listen: Listen, signal: AbortSignal) {
    this.#world = world;
    this.#lesson = lesson;
    this.#listen = listen;
    this.#signal = signal;
  }

  async all(): Promise<Proof[]> {
    const untouched = await this.#prove('untouched', 'untouched', () => this.#untouched());
    const proofs = [untouched];
    // In the lab that was just verified, as it is when a learner enters it: what the checks leave must not disturb the text.
    proofs.push(await this.#prove('text', 'text', () => this.#text(untouched.result)));
    for (const { kind, name, judge } of await this.#attempts())
      proofs.push(await this.#prove(kind, name, () => this.#attempt(name, judge)));
    proofs.push(await this.#prove('reset', 'reset', () => this.#untouched()));
    return proofs;
  }

  /** What docklab refuses is a failure of the proof; a lost engine or an interruption ends everything. */
  async #prove(kind: ProofKind, name: string, work: () => Promise<ProofResult>): Promise<Proof> {
    this.#signal.throwIfAborted();
    const began = performance.now();
    let result: ProofResult;
    try {
      result = await work();
    } catch (error) {
      if (this.#signal.aborted || !(error instanceof DocklabError) || endsAll(error)) throw error;
      result = { is: 'failed', details: [`${error.message} ${error.why}`.trim()] };
    }
    const ms = Math.round(performance.now() - began);
    this.#listen({ is: 'step', step: `${this.#lesson.id}: ${name}: ${result.is}` });
    return { lesson: this.#lesson.id, kind, name, result, ms };
  }

  async #untouched(): Promise<ProofResult> {
    const lab = await this.#fresh();
    const verdict = await this.#verify(lab);
    return withoutGifts(this.#lesson, verdict, judgeUntouched(verdict, lab.refused));
  }

  /** On a host that cannot show all of the lesson, a text that differs says nothing. */
  async #text(untouched: ProofResult): Promise<ProofResult> {
    const lab = this.#lab ?? (await this.#fresh());
    const details = await proveText(this.#world, lab, this.#signal);
    if (details.length === 0) return { is: 'proven' };
    return { is: untouched.is === 'unsupported' ? 'unsupported' : 'failed', details };
  }

  async #attempt(name: string, judge: Judge): Promise<ProofResult> {
    const lab = await this.#fresh();
    const dir = join(this.#lesson.dir, 'attempts', name);
    const failure = attemptFailure(await runAttempt(this.#world, lab, dir, this.#signal));
    if (failure !== undefined) return { is: 'failed', details: [failure] };
    // The first verdict counts: a learner or a grader sees no other.
    return judge(await this.#verify(lab), lab.refused);
  }

  #lab: Lab | undefined;

  async #fresh(): Promise<Lab> {
    this.#lab = undefined;
    this.#lab = await resetLab(this.#world, this.#lesson, () => undefined, this.#signal);
    return this.#lab;
  }

  #verify(lab: Lab): Promise<LessonVerdict> {
    return verifyLab(this.#world, lab, undefined, () => undefined, this.#signal);
  }

  /** The solution, then other right ways, then near misses; each by name. */
  async #attempts(): Promise<Attempt[]> {
    const folder = attemptsOf(this.#lesson);
    const found: Attempt[] = [];
    for (const name of await namesOf(this.#world.reader, folder, 'directory')) {
      const kind = attemptKind(name);
      if (kind === undefined) continue;
      const judge = kind === 'near-miss' ? await this.#nearMiss(`${folder}/${name}`) : judgeSolved;
      found.push({ kind, name, judge });
    }
    const order: ProofKind[] = ['solution', 'also-right', 'near-miss'];
    return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }

  async #nearMiss(dir: string): Promise<Judge> {
    const file = `${dir}/expect.yaml`;
    const parsed = parseExpectation((await this.#world.reader.readText(file)) ?? '', file);
    return parsed.is === 'expectation'
      ? (verdict, refused) =>
          withScore(
            this.#lesson,
            verdict,
            parsed.expectation.score,
            judgeNearMiss(verdict, parsed.expectation, refused),
          )
      : () => ({ is: 'failed', details: parsed.problems.map(formatProblem) });
  }
}

/** Nothing that follows could be proven either. */
const endsAll = (error: DocklabError): boolean =>
  isEngineGone(error) || ['cancelled', 'disk-full', 'name-taken', 'internal'].includes(error.code);
