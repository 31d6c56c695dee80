import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { LabState } from '../../app/learner.ts';
import { useUi } from '../context.ts';
import type { Rect } from '../layout.ts';
import type { ShellState } from '../shell/shells.ts';

/** The shell of a lesson, as it changes. */
export function useShellState(lesson: string): ShellState {
  const { shells } = useUi();
  return useSyncExternalStore(shells.subscribe, () => shells.state(lesson));
}

/** Whether the lesson has its shell on the screen: docklab was not told otherwise, and it can be had. */
export function usePaneChoice(shell: ShellState): 'shell' | 'no-shell' {
  const { look } = useUi();
  return look.pane === 'embedded' && shell.is !== 'unavailable' ? 'shell' : 'no-shell';
}

/**
 * Opens the shell as soon as the lab runs, and keeps it at the size of its place. The shell of a lab that is gone is
 * forgotten: the next lab gets its own. Returns what opens a new one.
 */
export function useOpenShell(
  lesson: string,
  lab: LabState,
  shell: ShellState,
  place: Rect | undefined,
): () => void {
  const { shells } = useUi();
  const [columns, rows] = [place?.width ?? 0, place?.height ?? 0];
  const isRunning = lab.is === 'running';
  const open = useEffectEvent(() => {
    if (place !== undefined) void shells.open(lesson, { columns, rows });
  });
  useEffect(() => {
    if (isRunning && shell.is === 'none') open();
    if (!isRunning) shells.forget(lesson);
  }, [shells, lesson, isRunning, shell]);
  useEffect(() => {
    if (shell.is === 'open' && columns > 0) shell.screen.resize({ columns, rows });
  }, [shell, columns, rows]);
  return () => void shells.open(lesson, { columns, rows });
}
