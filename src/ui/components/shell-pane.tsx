import { Box } from 'ink';
import { useInsertionEffect, useSyncExternalStore } from 'react';
import type { LabState } from '../../app/learner.ts';
import { useUi } from '../context.ts';
import type { Rect } from '../layout.ts';
import type { ShellScreen } from '../shell/shell-screen.ts';
import type { ShellState } from '../shell/shells.ts';
import { prefixed, span } from '../text/span.ts';
import { historyWords, shellWords } from '../views/shell-pane.ts';
import { paneHead } from '../views/bars.ts';
import { Pane } from './pane.tsx';
import { Rows } from './rows.tsx';

/** Who gets the keys: the shell, docklab for what scrolled away there, or another pane. */
type ShellFocus = 'typing' | 'history' | 'elsewhere';

interface ShellPaneProps {
  readonly shell: ShellState;
  readonly lab: LabState;
  readonly place: Rect;
  readonly focus: ShellFocus;
}

/** The pane of the learner's shell. */
export function ShellPane(props: ShellPaneProps) {
  const { shell, lab, place, focus } = props;
  if (shell.is === 'open') return <OpenShell {...props} screen={shell.screen} />;
  const rows = prefixed(shellWords(shell, lab, place.width - 2), [span(' ')]);
  return <Pane title={TITLE} more="" isFocused={focus !== 'elsewhere'} rows={rows} {...place} />;
}

const TITLE = 'Your shell';

/** The head, and a hole that the painter fills. */
function OpenShell({ screen, place, focus }: ShellPaneProps & { readonly screen: ShellScreen }) {
  const { painter, keyboard } = useUi();
  const { left, top, width, height } = place;
  const more = useSyncExternalStore(
    (changed) => screen.subscribe(changed),
    () => historyWords(screen.isInHistory() ? screen.outOfSight() : undefined),
  );
  // Before anything else is placed: what the shell prints meanwhile must not be drawn into another screen.
  useInsertionEffect(() => {
    const hole = { left: left + 1, top: top + 1, width, height };
    painter.show({ screen, hole, hasFocus: focus === 'typing' });
    keyboard.giveTo(focus === 'typing' ? screen : undefined);
    return () => {
      painter.show(undefined);
      keyboard.giveTo(undefined);
    };
  }, [painter, keyboard, screen, left, top, width, height, focus]);
  const head = paneHead(TITLE, more, focus !== 'elsewhere', width);
  return (
    <Box flexDirection="column" width={width} height={height + 1} flexShrink={0}>
      <Rows rows={[head]} width={width} height={1} />
    </Box>
  );
}
