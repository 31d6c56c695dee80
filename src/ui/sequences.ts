/** Control sequences that docklab writes to a terminal: ECMA-48 and xterm's private modes. */

export const ENTER_ALTERNATE = '\u001b[?1049h';
export const LEAVE_ALTERNATE = '\u001b[?1049l';
/** What stands between them is shown at once, where the terminal knows them. */
export const BEGIN = '\u001b[?2026h';
export const END = '\u001b[?2026l';
/** What is too wide stays on its row. */
export const NO_WRAP = '\u001b[?7l';
export const WRAP = '\u001b[?7h';
export const HIDE_CURSOR = '\u001b[?25l';
export const SHOW_CURSOR = '\u001b[?25h';
/** To the top left corner, and everything blank. */
export const BLANK_SCREEN = '\u001b[H\u001b[2J';
/** Pastes come between marks. */
export const MARK_PASTES = '\u001b[?2004h';

/** To a place, its column and row counted from 1. */
export const goTo = (column: number, row: number): string => `\u001b[${row};${column}H`;

/** Blanks so many columns from the cursor on, which stays; nothing for none. */
export const blank = (columns: number): string => (columns > 0 ? `\u001b[${columns}X` : '');
