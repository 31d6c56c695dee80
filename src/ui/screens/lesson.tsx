import { usePaste, useWindowSize } from 'ink';
import { useEffect } from 'react';
import type { Lesson } from '../../course/types.ts';
import { ShellPane } from '../components/shell-pane.tsx';
import { useUi } from '../context.ts';
import { nextLesson } from '../views/finish.ts';
import { sanitise } from '../../host/sanitise.ts';
import { lookFor } from '../state/find-keys.ts';
import { lessonAct, lessonPlaces, lessonType } from '../state/lesson-keys.ts';
import type { LessonContext } from '../state/lesson-keys.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLab, useLesson } from '../state/use-lesson.ts';
import type { Memory } from '../state/use-lesson.ts';
import { useLessonView } from '../state/use-lesson-view.ts';
import { useHandOver } from '../state/use-hand-over.ts';
import { useOpenShell, usePaneChoice, useShellState } from '../state/use-pane.ts';
import { barsOf, footer } from '../views/bars.ts';
import { footerLead } from '../views/footer-lead.ts';
import { offerRows } from '../views/hints.ts';
import { lessonHead, noticeRows } from '../views/lesson-head.ts';
import { taskStrip } from '../views/task-strip.ts';
import { LessonView } from './lesson-view.tsx';

/** A lesson: text, tasks with their live status, and all that can be asked for meanwhile. */
export function LessonScreen(props: {
  readonly lesson: Lesson;
  readonly memory: Memory;
  /** Something else is on the screen; the lesson goes on below it. */
  readonly isCovered: boolean;
  readonly leave: () => void;
  readonly open: (lesson: string) => void;
  readonly help: () => void;
}) {
  const { lesson, isCovered, leave, open, help } = props;
  const { learner, clipboard } = useUi();
  const size = useWindowSize();
  const { state, ui, dispatch } = useLesson(lesson.id, props.memory);
  useLab(lesson.id);
  const handOver = useHandOver();
  const shell = useShellState(lesson.id);
  const pane = usePaneChoice(shell);
  const places = lessonPlaces(ui, shell, lesson.kind);
  const said = ui.said ?? state.notice ?? (shell.is === 'unavailable' ? shell.words : undefined);
  const notices = [
    ...noticeRows(said, size.columns),
    ...offerRows(lesson, state, ui, size.columns),
  ];
  const view = useLessonView(lesson, state, ui, size, notices.length + 1, pane, 'learn');
  const { document, text, selected, layout, marked, matches } = view;
  const openShell = useOpenShell(lesson.id, state.lab, shell, layout.shell);
  const isOpen = shell.is === 'open';
  // A shell that is new has nothing to look back at.
  useEffect(() => {
    if (!isOpen) dispatch({ is: 'shell-keys', are: 'typing' });
  }, [isOpen, dispatch]);
  useEffect(() => {
    if (pane === 'no-shell') dispatch({ is: 'from-shell' });
  }, [pane, dispatch]);
  const openNext = (): void => {
    const next = nextLesson(learner, lesson.id);
    if (next !== undefined) open(next.id);
  };
  const context: LessonContext = {
    learner,
    lesson,
    state,
    ui,
    selected,
    document,
    text,
    dispatch,
    shell: pane === 'shell' ? shell : undefined,
    openShell,
    handOver: () => handOver(lesson),
    leave,
    openNext,
    help,
    marked,
    matches,
    copy: clipboard.copy,
    shape: layout.shape,
    side: view.side.scroll,
  };
  useKeys({
    places,
    act: (action, key) => lessonAct(action, key, context),
    other: (key) => lessonType(key, context),
    isActive: !isCovered,
  });
  usePaste(
    (pasted) => lookFor((ui.find?.words ?? '') + sanitise(pasted).replace(/\s+/g, ' '), context),
    { isActive: ui.find?.isTyping === true && ui.focus === 'text' && !isCovered },
  );
  if (isCovered) return null;
  const head = lessonHead(lesson, state, 'learn', size.columns, ui.focus);
  const lead = footerLead(ui, matches.length, size.columns);
  const keys = footer(places, size.columns, lead);
  const bars = barsOf(layout.shape, notices, taskStrip(state, ui.focus, size.columns));
  return (
    <LessonView
      {...view}
      size={size}
      head={head}
      strip={bars.strip}
      foot={[...bars.notices, keys]}
      focus={ui.focus}
      match={ui.find?.at}
    >
      {layout.shell !== undefined && (
        <ShellPane
          shell={shell}
          lab={state.lab}
          place={layout.shell}
          focus={ui.focus === 'shell' ? ui.shellKeys : 'elsewhere'}
        />
      )}
    </LessonView>
  );
}
