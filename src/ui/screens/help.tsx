import { useWindowSize } from 'ink';
import { useState } from 'react';
import { Pane } from '../components/pane.tsx';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import { clampTop, moreWords, scrolled } from '../state/scroll.ts';
import { useKeys } from '../state/use-keys.ts';
import { footer, titleBar } from '../views/bars.ts';
import { helpRows } from '../views/help.ts';

/** All keys, from the key map. */
export function HelpScreen(props: {
  readonly from: 'home' | 'lesson';
  readonly isCovered: boolean;
  readonly leave: () => void;
}) {
  const { columns, rows } = useWindowSize();
  const [top, setTop] = useState(0);
  const all = helpRows(props.from, columns - 2);
  const scroll = { top, count: all.length, height: Math.max(1, rows - 3) };
  useKeys({
    places: ['help'],
    act: (action) => {
      const to = scrolled(action, scroll);
      if (to !== undefined) setTop(to);
      if (action === 'back') props.leave();
    },
    isActive: !props.isCovered,
  });
  if (props.isCovered) return null;
  const first = clampTop(scroll);
  return (
    <Screen size={{ columns, rows }}>
      <Rows rows={[titleBar('docklab  Help', '', columns)]} width={columns} height={1} />
      <Pane
        title="Keys"
        more={moreWords(scroll)}
        isFocused
        rows={all.slice(first, first + scroll.height)}
        indent={1}
        width={columns}
        height={scroll.height}
      />
      <Rows rows={[footer(['help'], columns)]} width={columns} height={1} />
    </Screen>
  );
}
