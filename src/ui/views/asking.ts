/** What docklab says before it does something that cannot be taken back, or that spoils the fun. */
import type { Lesson, Task } from '../../course/types.ts';
import { BOLD, fit, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { PaneContent } from './pane.ts';

const yesNo = (yes: string, no: string): Row[] => [
  [],
  [span('y', BOLD), span(` ${yes}`)],
  [span('n', BOLD), span(` ${no}`)],
];

/** Before the solution: what is left to try first. */
export function solutionQuestion(
  task: Task | undefined,
  hintsShown: number,
  width: number,
): PaneContent {
  const left = task === undefined ? 0 : task.hints.length - hintsShown;
  const hint =
    left > 0
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

/** Before a reset: everything that it removes, by name. `names` is undefined while docklab is asking. */
export function resetQuestion(
  lesson: Lesson,
  names: readonly string[] | undefined,
  width: number,
): PaneContent {
  const room = width - 1;
  const top = [
    ...wrapText(`Remove the lab of “${lesson.title}” and start it anew?`, room, BOLD),
    [],
  ];
  if (names === undefined)
    return {
      top,
      body: wrapText('Finding out what would be removed…', room),
      bottom: yesNo('not yet: wait for the list', 'goes back'),
    };
  const words = names.length === 0 ? 'Nothing of it exists yet.' : 'This will be removed:';
  return {
    top: [...top, ...wrapText(words, room)],
    body: names.map((name) => fit([span(`  • ${name}`)], room)),
    bottom: [...yesNo('removes this and starts the lab anew', 'goes back, nothing is changed')],
  };
}
