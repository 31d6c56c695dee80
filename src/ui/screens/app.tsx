import { useWindowSize } from 'ink';
import { useReducer, useState } from 'react';
import { useUi } from '../context.ts';
import { isTooSmall } from '../layout.ts';
import { homeUi, newHomeUi } from '../state/home-ui.ts';
import { useKeyboard } from '../state/use-keyboard.ts';
import type { Memory } from '../state/use-lesson.ts';
import { HelpScreen } from './help.tsx';
import { HomeScreen } from './home.tsx';
import { LessonScreen } from './lesson.tsx';
import { TooSmallScreen } from './too-small.tsx';

/** Which screen is shown. What is covered by help, or by a terminal that is too small, goes on below. */
export function App({ lesson: first }: { readonly lesson: string | undefined }) {
  const { learner } = useUi();
  const exit = useKeyboard();
  const isSmall = isTooSmall(useWindowSize());
  const [opened, open] = useState(first);
  const [isHelp, setHelp] = useState(false);
  const [home, dispatch] = useReducer(homeUi, first ?? startAt(learner.lessons()), newHomeUi);
  const [memory] = useState<Memory>(() => new Map());
  const lesson = learner.course.lessons.find(({ id }) => id === opened);
  const quit = (): void => exit({ is: 'quit' });
  const covered = { isCovered: isHelp || isSmall, help: () => setHelp(true) };
  const openLesson = (id: string): void => {
    dispatch({ is: 'select', lesson: id });
    open(id);
  };
  return (
    <>
      {lesson === undefined ? (
        <HomeScreen {...covered} ui={home} dispatch={dispatch} open={openLesson} quit={quit} />
      ) : (
        <LessonScreen
          key={lesson.id}
          {...covered}
          lesson={lesson}
          memory={memory}
          leave={() => open(undefined)}
          open={openLesson}
        />
      )}
      {isHelp && (
        <HelpScreen
          from={lesson === undefined ? 'home' : 'lesson'}
          isCovered={isSmall}
          leave={() => setHelp(false)}
        />
      )}
      {isSmall && <TooSmallScreen quit={quit} lesson={lesson} />}
    </>
  );
}

type Lessons = ReturnType<ReturnType<typeof useUi>['learner']['lessons']>;

/** Where to go on: the lesson that was started, else the first that is not solved. */
function startAt(lessons: Lessons): string | undefined {
  const started = lessons.find(({ progress }) => progress === 'started');
  return (started ?? lessons.find(({ progress }) => progress === 'new') ?? lessons[0])?.lesson.id;
}
