/** The key map as data: what each key does, where, and in which words help and footer say so. */
import type { Action, Binding, KeyPlace } from './keys.ts';

/** `rank` and `words` are for the footer: how soon it gives way where not all fit (0 never), and what it says. */
function bind(
  action: Action,
  keys: readonly string[],
  help: string,
  rank?: number,
  words?: string,
  label?: string,
): Binding {
  const binding = { action, keys, help };
  if (rank === undefined || words === undefined) return binding;
  return { ...binding, footer: { words, rank, label: label ?? keys[0] ?? '' } };
}

const UP = ['up', 'k'];
const DOWN = ['down', 'j'];
const PAGE_DOWN = ['space', 'pagedown'];
const PAGE_UP = ['b', 'pageup'];
const TOP = ['g', 'home'];
const BOTTOM = ['G', 'end'];
const NEXT = ['n', 'right'];
const PREVIOUS = ['p', 'left'];

/** To the shell and back. */
const TO_SHELL = ['f6', 'ctrl-^'];
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const HELP = bind('help', ['?'], 'show all keys', 0, 'all keys');
const READING: readonly Binding[] = [
  bind('page-down', PAGE_DOWN, 'one page down', 1, 'page'),
  bind('page-up', PAGE_UP, 'one page up'),
  bind('down', DOWN, 'one line down', 2, 'scroll', '↑↓'),
  bind('up', UP, 'one line up'),
  bind('top', TOP, 'to the top'),
  bind('bottom', BOTTOM, 'to the end'),
];

export const KEYMAP: Readonly<
  Record<KeyPlace, { readonly title: string; readonly bindings: readonly Binding[] }>
> = {
  home: {
    title: 'Choosing a lesson',
    bindings: [
      bind('open', ['enter', 'right'], 'open the selected lesson', 0, 'open'),
      bind('down', DOWN, 'the lesson below', 1, 'move', '↑↓'),
      bind('up', UP, 'the lesson above'),
      bind('page-down', PAGE_DOWN, 'one page down'),
      bind('page-up', PAGE_UP, 'one page up'),
      bind('top', TOP, 'the first lesson'),
      bind('bottom', BOTTOM, 'the last lesson'),
      bind('filter', ['/'], 'show only the lessons that contain what you type', 1, 'filter'),
      bind('clear-filter', ['escape'], 'show all lessons again'),
      bind('jump', ['0', ...DIGITS], 'select the lesson of that number'),
      bind('reset', ['r'], 'clear away the lab and answers of the lesson (asks first)', 2, 'reset'),
      bind('clear-all', ['R'], 'clear away those of all lessons (asks first)', 3, 'reset all'),
      HELP,
      bind('quit', ['q'], 'quit docklab; labs go on running, your shells end', 0, 'quit'),
    ],
  },
  filter: {
    title: 'Typing a filter',
    bindings: [
      bind('keep-filter', ['enter'], 'keep the filter and choose a lesson', 0, 'choose'),
      bind('down', ['down'], 'the lesson below', 1, 'move', '↑↓'),
      bind('up', ['up'], 'the lesson above'),
      bind('clear-filter', ['escape'], 'show all lessons again', 0, 'show all'),
    ],
  },
  lesson: {
    title: 'Anywhere in a lesson',
    bindings: [
      bind('shell', [...TO_SHELL, 's'], 'to your shell in the lab', 0, 'shell'),
      bind('verify', ['v'], 'verify all tasks now', 1, 'verify'),
      bind('hint', ['h'], 'show the next hint for the selected task', 1, 'hint'),
      bind('switch-pane', ['tab'], 'go between the text and the tasks', 1, 'text/tasks'),
      bind('contents', ['t'], 'the table of contents: go to any section', 5, 'contents'),
      bind('search', ['/'], 'search the text', 5, 'search'),
      bind('questions', ['a'], 'answer the questions at the end', 3, 'questions'),
      bind('solution', ['o'], 'show the reference solution (asks first)', 4, 'solution'),
      bind('reset', ['r'], 'remove the lab and start it anew (asks first)', 4, 'reset'),
      bind('retry-lab', ['l'], 'start the lab again after it failed'),
      bind('cancel', ['x'], 'stop the start of the lab, and remove what it has made'),
      bind('finish', ['f'], 'once all is done: what you learned, what is next'),
      HELP,
      bind('back', ['q', 'escape'], 'go back; the lab goes on running', 0, 'back'),
    ],
  },
  exam: {
    title: 'Anywhere in an exam',
    bindings: [
      bind('campaign', ['i'], 'let the intruder come: every attack in turn', 1, 'intruder'),
      bind('hint', ['h'], 'says that an exam has no hints'),
    ],
  },
  campaign: {
    title: 'Watching the intruder',
    bindings: [
      bind('campaign', ['i'], 'let the intruder come again', 0, 'again'),
      bind('stop-campaign', ['x'], 'stop the intruder', 0, 'stop'),
      ...READING,
    ],
  },
  text: {
    title: 'Reading the text',
    bindings: [
      ...READING,
      bind('next-section', NEXT, 'the next section', 3, 'section', 'n/p'),
      bind('previous-section', PREVIOUS, 'the section before'),
      bind(
        'put-command',
        ['enter'],
        'put the marked block on the prompt of your shell; it does not run yet',
        9,
        'to prompt',
      ),
      bind('copy-command', ['c'], 'copy the marked block', 9, 'copy'),
      bind('next-command', ['m'], 'mark the next block of commands', 5, 'mark next'),
      bind('previous-command', ['M'], 'mark the block before'),
      bind('choose-command', DIGITS, 'mark the block of that number'),
    ],
  },
  number: {
    title: 'After a number in the text',
    bindings: [
      bind('choose-command', ['0', ...DIGITS], 'the second digit of the number'),
      bind('put-command', ['enter'], 'put that block on the prompt', 0, 'puts it on the prompt'),
      bind('copy-command', ['c'], 'copy that block', 0, 'copies it'),
      bind('forget-command', ['escape'], 'forget the number', 0, 'forgets it'),
    ],
  },
  find: {
    title: 'Typing what to search for',
    bindings: [
      bind('look-through', ['enter'], 'look through what was found', 0, 'look through it'),
      bind('next-match', ['down'], 'the next match', 1, 'next', '↑↓'),
      bind('previous-match', ['up'], 'the match before'),
      bind('undo-search', ['escape'], 'end the search, back to where you were', 0, 'back'),
      bind('shell', TO_SHELL, 'to your shell; the search waits', 1, 'shell'),
    ],
  },
  found: {
    title: 'Looking through what was found',
    bindings: [
      bind('next-match', ['n'], 'the next match', 0, 'next', 'n/N'),
      bind('previous-match', ['N', 'p'], 'the match before'),
      bind('end-search', ['enter'], 'end the search and stay here', 0, 'stay here'),
      bind(
        'undo-search',
        ['escape'],
        'end the search, back to where you were',
        0,
        'back to where you were',
      ),
    ],
  },
  contents: {
    title: 'In the table of contents',
    bindings: [
      bind('go-to-section', ['enter'], 'go to the selected section', 0, 'go there'),
      bind('down', ['down'], 'the section below', 0, 'choose', '↑↓'),
      bind('up', ['up'], 'the section above'),
      bind('page-down', ['pagedown'], 'one page down'),
      bind('page-up', ['pageup'], 'one page up'),
      bind('top', ['home'], 'the first section'),
      bind('bottom', ['end'], 'the last section'),
      bind('back', ['escape'], 'back to the tasks', 0, 'back'),
      bind('shell', TO_SHELL, 'to your shell; the table stays open', 1, 'shell'),
    ],
  },
  tasks: {
    title: 'In the tasks',
    bindings: [
      bind('down', DOWN, 'the task below', 2, 'choose task', '↑↓'),
      bind('up', UP, 'the task above'),
      bind('open-checks', ['enter'], 'open all checks, or only the one nearest to done'),
      bind('page-down', PAGE_DOWN, 'more about the task', 1, 'more'),
      bind('page-up', PAGE_UP, 'back up'),
      bind('top', TOP, 'to the top'),
      bind('bottom', BOTTOM, 'to the end'),
    ],
  },
  shell: {
    title: 'In your shell, which gets all other keys',
    bindings: [
      bind('leave-shell', TO_SHELL, 'to the text and the tasks', 0, 'to the text'),
      bind('history', ['f7'], 'read what scrolled out of sight', 0, 'scroll back'),
      bind('history-back', ['shift-pageup'], 'one page of it back'),
      bind('history-forward', ['shift-pagedown'], 'one page forward again'),
    ],
  },
  history: {
    title: 'Reading what scrolled out of sight in the shell',
    bindings: [
      ...READING,
      bind('leave-history', ['escape', 'f7', 'q', 'enter'], 'back to typing', 0, 'back to typing'),
      bind('leave-shell', TO_SHELL, 'to the text and the tasks', 0, 'to the text'),
    ],
  },
  'no-shell': {
    title: 'While no shell is open in its pane',
    bindings: [
      bind('open-shell', ['enter'], 'open a new shell', 0, 'new shell'),
      bind('leave-shell', [...TO_SHELL, 'escape'], 'to the text and the tasks', 0, 'to the text'),
    ],
  },
  questions: {
    title: 'Answering the questions',
    bindings: [
      bind('choose', ['enter'], 'give the selected answer', 0, 'answer'),
      bind('down', DOWN, 'the answer below', 1, 'move', '↑↓'),
      bind('up', UP, 'the answer above'),
      bind('pick', DIGITS, 'give the answer of that number'),
      bind('next-question', NEXT, 'the next question', 1, 'question', 'n/p'),
      bind('previous-question', PREVIOUS, 'the question before'),
      bind('page-down', PAGE_DOWN, 'one page down', 3, 'page'),
      bind('page-up', PAGE_UP, 'one page up'),
    ],
  },
  pages: { title: 'Reading the solution', bindings: READING },
  confirm: {
    title: 'When docklab asks first',
    bindings: [
      bind('yes', ['y'], 'yes, do it', 0, 'yes'),
      bind('no', ['n', 'q', 'escape'], 'no, go back', 0, 'no'),
      bind('down', DOWN, 'one line down'),
      bind('up', UP, 'one line up'),
    ],
  },
  finish: {
    title: 'At the end of a lesson',
    bindings: [
      bind('next-lesson', ['enter'], 'open the next lesson', 0, 'next lesson'),
      bind('down', DOWN, 'one line down'),
      bind('up', UP, 'one line up'),
    ],
  },
  help: {
    title: 'In this help',
    bindings: [
      ...READING,
      bind('back', ['q', '?', 'escape', 'enter'], 'leave the help', 0, 'leave the help'),
    ],
  },
  demo: {
    title: 'While the demo plays',
    bindings: [bind('quit', ['q'], 'stop the demo', 0, 'stop the demo')],
  },
  'small-lesson': {
    title: 'When the terminal is too small for a lesson',
    bindings: [
      bind('shell', ['s'], 'give your shell the whole terminal', 0, 'shell'),
      bind('quit', ['q'], 'quit docklab', 0, 'quit'),
    ],
  },
  small: {
    title: 'When the terminal is too small',
    bindings: [bind('quit', ['q'], 'quit docklab', 0, 'quit')],
  },
};

/** Works wherever one is, whatever has the keys. */
export const INTERRUPT = { keys: ['ctrl-c'], help: 'quits at once, from anywhere' };

const HOME_HELP: readonly KeyPlace[] = ['home', 'filter'];
const LESSON_HELP: readonly KeyPlace[] = [
  'lesson',
  'exam',
  'campaign',
  'text',
  'number',
  'find',
  'found',
  'contents',
  'tasks',
  'shell',
  'history',
  'no-shell',
  'questions',
  'confirm',
  'pages',
  'finish',
];

/** The order of the help screen: what counts where one is comes first. */
export function helpOrder(from: 'home' | 'lesson'): readonly KeyPlace[] {
  return from === 'home'
    ? [...HOME_HELP, ...LESSON_HELP, 'help']
    : [...LESSON_HELP, ...HOME_HELP, 'help'];
}
