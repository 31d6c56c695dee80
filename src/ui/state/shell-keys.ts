/** What docklab's own keys do in the shell's pane. */
import type { Action } from '../keys.ts';
import { sequenceOf } from '../shell/keyboard.ts';
import { putOnPrompt } from '../shell/prompt.ts';
import type { ShellScreen } from '../shell/shell-screen.ts';
import type { LessonContext } from './lesson-keys.ts';
import { scrolled } from './scroll.ts';

/** Whether the action was one of the pane's. */
export function actInShell(action: Action, key: string, context: LessonContext): boolean {
  const { dispatch, shell, openShell } = context;
  switch (action) {
    case 'leave-shell':
      if (shell?.is === 'open') shell.screen.scrollToEnd();
      dispatch({ is: 'from-shell' });
      return true;
    case 'open-shell':
      openShell();
      return true;
    default:
      return shell?.is === 'open' && actInHistory(action, key, shell.screen, context);
  }
}

/** A program that has the whole screen has no history, and may know these keys. */
const FOR_PROGRAMS = new Set<Action>(['history', 'history-back', 'history-forward']);

function actInHistory(
  action: Action,
  key: string,
  screen: ShellScreen,
  context: LessonContext,
): boolean {
  const { dispatch } = context;
  if (FOR_PROGRAMS.has(action) && screen.isFullScreen()) {
    screen.type(Buffer.from(sequenceOf(key)));
    return true;
  }
  const page = Math.max(1, screen.size.rows - 1);
  switch (action) {
    case 'history':
      dispatch({ is: 'shell-keys', are: 'history' });
      return true;
    case 'history-back':
      screen.scroll(-page);
      return true;
    case 'history-forward':
      screen.scroll(page);
      return true;
    case 'leave-history':
      screen.scrollToEnd();
      dispatch({ is: 'shell-keys', are: 'typing' });
      return true;
    default: {
      const { above, below } = screen.outOfSight();
      const { rows } = screen.size;
      const to = scrolled(action, { top: above, count: above + rows + below, height: rows });
      if (to === undefined) return false;
      screen.scroll(to - above);
      return true;
    }
  }
}

/** Puts a command on the shell's prompt and gives the shell the keys: Enter runs it. */
export function putCommand(command: string, { shell, dispatch }: LessonContext): void {
  const put = shell?.is === 'open' ? putOnPrompt(shell.screen, command) : NO_PROMPT;
  dispatch(put.is === 'put' ? { is: 'to-shell' } : { is: 'say', text: put.why });
}

const NO_PROMPT = { is: 'refused', why: 'No shell is open on the screen: c copies it.' } as const;
