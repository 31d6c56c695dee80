import { useEffect, useMemo, useReducer } from 'react';
import type { LessonState, TaskState } from '../../app/learner.ts';
import { useUi } from '../context.ts';
import { calm } from './calm.ts';
import type { LessonUi, LessonUiEvent } from './lesson-ui.ts';
import { lessonUi, newLessonUi } from './lesson-ui.ts';
import { usePulse } from './pulse.ts';

/** Where the reader was in each lesson, while docklab is open. */
export type Memory = Map<string, LessonUi>;

export interface LessonScreenState {
  readonly state: LessonState;
  readonly ui: LessonUi;
  readonly dispatch: (event: LessonUiEvent) => void;
}

/** The state of a lesson, redrawn at every change, and calm where nothing may move by itself. */
export function useLessonState(id: string): LessonState {
  const { learner, pulse, look } = useUi();
  usePulse(pulse);
  const state = learner.lesson(id);
  return useMemo(() => (look.motion === 'reduced' ? calm(state) : state), [look.motion, state]);
}

/** The state of a lesson and of its screen; remembered in `memory` for when one comes back to it. */
export function useLesson(id: string, memory: Memory): LessonScreenState {
  const state = useLessonState(id);
  const [ui, dispatch] = useReducer(lessonUi, undefined, () => {
    const known = memory.get(id);
    return known === undefined
      ? newLessonUi(state.tasks)
      : { ...known, side: { is: 'tasks' as const }, said: undefined, typed: '', find: undefined };
  });
  useEffect(() => {
    memory.set(id, ui);
  }, [memory, id, ui]);
  return { state, ui: useTasks(ui, dispatch, state.tasks), dispatch };
}

/** The screen's state with the tasks as they are now: no frame shows new verdicts with an old selection. */
export function useTasks(
  ui: LessonUi,
  dispatch: (event: LessonUiEvent) => void,
  tasks: readonly TaskState[],
): LessonUi {
  useEffect(() => dispatch({ is: 'tasks-changed', tasks }), [dispatch, tasks]);
  return ui.tasks === tasks ? ui : lessonUi(ui, { is: 'tasks-changed', tasks });
}

/** Launches or adopts the lab and watches its tasks as long as the screen is there. */
export function useLab(id: string): void {
  const { learner } = useUi();
  useEffect(() => {
    void learner.enter(id);
    return () => learner.leave(id);
  }, [learner, id]);
}
