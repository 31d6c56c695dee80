/** What docklab says before it does something that cannot be taken back, or that spoils the fun. */
import type { FreshPlan } from '../../app/learner.ts';
import type { Lesson, Task } from '../../course/types.ts';
import { BOLD, fit, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled, wrapText } from '../text/wrap.ts';
import { giveUpRows } from './exam.ts';
import type { PaneContent } from './pane.ts';

const yesNo = (yes: string, no: string): Row[] => [
  [],
  [span('y', BOLD), span(` ${yes}`)],
  [span('n', BOLD), span(` ${no}`)],
];

/** Before the solution of an exam that is not ended. */
export const giveUpQuestion = (width: number): PaneContent => ({
  top: [],
  body: [...giveUpRows(width - 1), ...yesNo('gives up and shows it', 'goes back to the exam')],
  bottom: [],
});

/** Before the solution: what is left to try first. */
export function solutionQuestion(
  task: Task | undefined,
  hintsShown: number,
  width: number,
): PaneContent {
  const left = task === undefined ? 0 : task.hints.length - hintsShown;
  const hint =
    task?.hints.length === 0
      ? ''
      : left > 0
        ? `There ${left === 1 ? 'is 1 hint' : `are ${left} hints`} left for “${task?.title ?? ''}”: h shows the next.`
        : 'You have seen all hints of this task.';
  return {
    top: [],
    body: [
      ...wrapText('Show the reference solution of the whole lesson?', width - 1, BOLD),
      [],
      ...wrapText(`What you find out yourself stays longer. ${hint}`, width - 1),
      ...yesNo('shows it', 'goes back'),
    ],
    bottom: [],
  };
}

/** Before the lab is made anew. `plan` is undefined while docklab is asking. */
export function resetQuestion(
  lesson: Lesson,
  plan: FreshPlan | undefined,
  width: number,
): PaneContent {
  return freshQuestion(
    `Remove the lab of “${lesson.title}” and start it anew?`,
    plan,
    'removes this and starts the lab anew',
    width,
  );
}

/** Before lessons are cleared away: one by its title, or all. */
export function clearQuestion(
  lesson: Lesson | undefined,
  plan: FreshPlan | undefined,
  width: number,
): PaneContent {
  const what = lesson === undefined ? 'all lessons' : `“${lesson.title}”`;
  return freshQuestion(`Clear away the labs and answers of ${what}?`, plan, 'removes this', width);
}

/** Everything that goes and that stays, by name. */
function freshQuestion(
  question: string,
  plan: FreshPlan | undefined,
  yes: string,
  width: number,
): PaneContent {
  const room = width - 1;
  const top = [...wrapText(question, room, BOLD), []];
  if (plan === undefined)
    return {
      top,
      body: wrapText('Finding out what would be removed…', room),
      bottom: yesNo('not yet: wait for the list', 'goes back'),
    };
  const words = plan.removed.length === 0 ? 'Nothing is there to remove.' : 'This is removed:';
  const bullets = (names: readonly string[]): Row[] =>
    names.map((name) => fit([span(`  • ${name}`)], room));
  const kept = plan.kept.flatMap((name) => labelled([span('  •')], 4, [span(name)], room));
  return {
    top,
    body: [
      ...wrapText(words, room),
      ...bullets(plan.removed),
      ...wrapText('This is kept:', room),
      ...kept,
    ],
    bottom: yesNo(yes, 'goes back, nothing is changed'),
  };
}
