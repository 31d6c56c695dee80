/** The look of the screens in tests: all that docklab can draw, in colours for a dark background. */
import type { Look } from '../../../src/ui/look.ts';

export const LOOK: Look = { theme: 'dark', pane: 'embedded', motion: 'full', output: 'screens' };
