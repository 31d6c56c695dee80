import { useWindowSize } from 'ink';
import { useState } from 'react';
import type { Lesson } from '../../course/types.ts';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import { errorWords } from '../state/error-words.ts';
import { useHandOver } from '../state/use-hand-over.ts';
import { useKeys } from '../state/use-keys.ts';
import { tooSmallRows } from '../views/too-small.ts';

/** Covers everything while the terminal is too small to draw it. A shell needs no room: the lesson's is given all of it. */
export function TooSmallScreen(props: {
  readonly quit: () => void;
  readonly lesson: Lesson | undefined;
}) {
  const { quit, lesson } = props;
  const size = useWindowSize();
  const handOver = useHandOver();
  const [said, say] = useState('');
  useKeys({
    places: [lesson === undefined ? 'small' : 'small-lesson'],
    act: (action) => {
      if (action === 'quit' || lesson === undefined) return quit();
      handOver(lesson).then(
        () => say(''),
        (error: unknown) => say(errorWords(error)),
      );
    },
    isActive: true,
  });
  const offer = lesson === undefined ? 'nothing' : 'shell';
  return (
    <Screen size={size}>
      <Rows rows={tooSmallRows(size, offer, said)} width={size.columns} height={size.rows} />
    </Screen>
  );
}
