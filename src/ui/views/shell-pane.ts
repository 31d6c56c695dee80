/** What the shell's pane says while there is no shell to draw in it. */
import type { LabState } from '../../app/learner.ts';
import type { PtyEnd } from '../../host/pty.ts';
import type { ShellState } from '../shell/shells.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import { labSteps } from './lab-line.ts';

/** Rows for a pane of this width; none when the shell itself is drawn. */
export function shellWords(shell: ShellState, lab: LabState, width: number): Row[] {
  const steps = shell.is === 'none' && lab.is === 'starting' ? [[], ...labSteps(lab, width)] : [];
  return [...wrapText(words(shell, lab), width), ...steps];
}

function words(shell: ShellState, lab: LabState): string {
  switch (shell.is) {
    case 'open':
      return '';
    case 'opening':
      return 'Opening your shell…';
    case 'ended':
      return `Your shell ended${endWords(shell.end)}. Enter opens a new one.`;
    case 'failed':
      return `Your shell could not be opened. ${shell.words} Enter tries again.`;
    case 'unavailable':
      return shell.words;
    case 'none':
      return lab.is === 'failed' || lab.is === 'absent'
        ? 'Your shell opens here when the lab runs.'
        : 'Your shell opens here as soon as the lab runs.';
  }
}

function endWords(end: PtyEnd): string {
  if (end.is === 'killed') return ` (by signal ${end.signal})`;
  return end.code === 0 ? '' : ` (exit code ${end.code})`;
}

/** Where in what scrolled away the pane is; empty while it shows the shell as it is now. */
export function historyWords(outOfSight: { above: number; below: number } | undefined): string {
  return outOfSight === undefined
    ? ''
    : `scrolled back: ↑ ${outOfSight.above} ↓ ${outOfSight.below}`;
}
