import { useWindowSize } from 'ink';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import { useKeys } from '../state/use-keys.ts';
import { tooSmallRows } from '../views/too-small.ts';

/** Covers everything while the terminal is too small to draw it. */
export function TooSmallScreen({ quit }: { readonly quit: () => void }) {
  const size = useWindowSize();
  useKeys({ places: ['small'], act: quit, isActive: true });
  return (
    <Screen size={size}>
      <Rows rows={tooSmallRows(size)} width={size.columns} height={size.rows} />
    </Screen>
  );
}
