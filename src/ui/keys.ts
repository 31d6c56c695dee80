/** Keys: what they ask for, where, and what the key map (`keymap.ts`) says of each. */
import { KEYMAP } from './keymap.ts';

/** What a key asks for. Screens say what each does; nothing else in the UI names a key. */
export type Action =
  | 'help'
  | 'back'
  | 'quit'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'top'
  | 'bottom'
  | 'next-section'
  | 'previous-section'
  | 'search'
  | 'look-through'
  | 'next-match'
  | 'previous-match'
  | 'end-search'
  | 'undo-search'
  | 'contents'
  | 'go-to-section'
  | 'choose-command'
  | 'next-command'
  | 'previous-command'
  | 'forget-command'
  | 'put-command'
  | 'copy-command'
  | 'open'
  | 'filter'
  | 'keep-filter'
  | 'clear-filter'
  | 'jump'
  | 'clear-all'
  | 'switch-pane'
  | 'open-checks'
  | 'shell'
  | 'leave-shell'
  | 'open-shell'
  | 'history'
  | 'history-back'
  | 'history-forward'
  | 'leave-history'
  | 'verify'
  | 'hint'
  | 'questions'
  | 'solution'
  | 'reset'
  | 'retry-lab'
  | 'cancel'
  | 'finish'
  | 'campaign'
  | 'stop-campaign'
  | 'next-question'
  | 'previous-question'
  | 'choose'
  | 'pick'
  | 'yes'
  | 'no'
  | 'next-lesson';

export interface Binding {
  readonly action: Action;
  /** Names of keys as `state/key-name.ts` gives them. */
  readonly keys: readonly string[];
  /** For the help screen. */
  readonly help: string;
  /** For the footer: few words, how soon it gives way where not all fit (0 never), and the key to name. */
  readonly footer?: { readonly words: string; readonly rank: number; readonly label: string };
}

/** A part of the UI with keys of its own. */
export type KeyPlace =
  | 'home'
  | 'filter'
  | 'lesson'
  | 'exam'
  | 'campaign'
  | 'text'
  | 'number'
  | 'find'
  | 'found'
  | 'contents'
  | 'tasks'
  | 'shell'
  | 'history'
  | 'no-shell'
  | 'questions'
  | 'pages'
  | 'confirm'
  | 'finish'
  | 'help'
  | 'demo'
  | 'small'
  | 'small-lesson';

const PRINTED: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  f6: 'F6',
  f7: 'F7',
  'ctrl-^': 'Ctrl-^',
  'shift-pageup': 'Shift-PgUp',
  'shift-pagedown': 'Shift-PgDn',
  'ctrl-c': 'Ctrl-C',
};

/** A key as people call it. */
export const printedKey = (key: string): string => PRINTED[key] ?? key;

/** The keys of a binding as people call them; a long row of them, such as the digits, by its ends. */
export function printedKeys(keys: readonly string[]): readonly string[] {
  const named = keys.length > 4 ? [keys[0] ?? '', '…', keys.at(-1) ?? ''] : keys;
  return named.map(printedKey);
}

/** What a key does; the first of the places that knows it decides. */
export function actionOf(key: string, places: readonly KeyPlace[]): Action | undefined {
  for (const place of places) {
    const binding = KEYMAP[place].bindings.find(({ keys }) => keys.includes(key));
    if (binding !== undefined) return binding.action;
  }
  return undefined;
}
