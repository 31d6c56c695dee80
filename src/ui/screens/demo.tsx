import { useApp, useWindowSize } from 'ink';
import { useEffect, useReducer } from 'react';
import type { Lesson } from '../../course/types.ts';
import { isTooSmall } from '../layout.ts';
import { lessonUi, newLessonUi } from '../state/lesson-ui.ts';
import { useKeyboard } from '../state/use-keyboard.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLessonState, useTasks } from '../state/use-lesson.ts';
import { useLessonView } from '../state/use-lesson-view.ts';
import { footer } from '../views/bars.ts';
import { captionRows, lessonHead } from '../views/lesson-head.ts';
import { LessonView } from './lesson-view.tsx';
import { TooSmallScreen } from './too-small.tsx';

export interface Caption {
  readonly caption: string;
}

/** How the play ended: `ended` when its script did. */
export type DemoOutcome =
  { readonly is: 'ended' } | { readonly is: 'quit' } | { readonly is: 'interrupted' };

/** The lesson screen while a script plays: nobody needs to press anything. */
export function DemoScreen(props: {
  readonly lesson: Lesson;
  readonly script: AsyncIterable<Caption>;
}) {
  const { lesson } = props;
  const size = useWindowSize();
  const exit = useKeyboard();
  const caption = useCaption(props.script);
  const state = useLessonState(lesson.id);
  const [kept, dispatch] = useReducer(lessonUi, undefined, () => newLessonUi(state.tasks));
  const ui = useTasks(kept, dispatch, state.tasks);
  const quit = (): void => exit({ is: 'quit' });
  const isSmall = isTooSmall(size);
  useKeys({ places: ['demo'], act: quit, isActive: !isSmall });
  const foot = [...captionRows(caption, size.columns), footer(['demo'], size.columns)];
  const view = useLessonView(lesson, state, ui, size, foot.length, 'no-shell', 'play');
  if (isSmall) return <TooSmallScreen quit={quit} lesson={undefined} />;
  const head = lessonHead(lesson, state, 'play', size.columns, ui.focus);
  // Where only one pane fits, it is the tasks: they are what changes.
  return (
    <LessonView
      {...view}
      size={size}
      head={head}
      foot={foot}
      strip={[]}
      focus="side"
      match={undefined}
    />
  );
}

/** Plays the script and says its last caption; the screen exits with the script. */
function useCaption(script: AsyncIterable<Caption>): string {
  const { exit } = useApp();
  const [caption, say] = useReducer((_: string, next: string) => next, '');
  useEffect(() => {
    const iterator = script[Symbol.asyncIterator]();
    void play(iterator, say).then(
      () => exit({ is: 'ended' } satisfies DemoOutcome),
      (error: unknown) => exit(error instanceof Error ? error : new Error(String(error))),
    );
    // A script that is in the middle of something ends when that is done; whoever wrote it cleans up.
    return () => void iterator.return?.()?.catch(() => undefined);
  }, [script, exit]);
  return caption;
}

async function play(
  iterator: AsyncIterator<Caption>,
  say: (caption: string) => void,
): Promise<void> {
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) return;
    say(step.value.caption);
  }
}
