/** Keys that act on the commands of the text: choose one, put it on the prompt, copy it. */
import type { Copied } from '../clipboard.ts';
import { placeOf } from '../markdown/document.ts';
import type { Command } from '../markdown/document.ts';
import type { Action } from '../keys.ts';
import { neighbour, topFor, typedDigit } from './commands.ts';
import type { LessonContext } from './lesson-keys.ts';
import { putCommand } from './shell-keys.ts';

/** True when the key was about a command. */
export function actOnCommand(action: Action, key: string, context: LessonContext): boolean {
  const { document, text, marked, dispatch } = context;
  switch (action) {
    case 'choose-command':
      typeNumber(key, context);
      return true;
    case 'next-command':
      choose(neighbour(document, text, marked, 1), '', context);
      return true;
    case 'previous-command':
      choose(neighbour(document, text, marked, -1), '', context);
      return true;
    case 'forget-command':
      dispatch({ is: 'choose', number: undefined, typed: '' });
      return true;
    case 'put-command':
      onMarked(context, ({ text: command }) => putCommand(command, context));
      return true;
    case 'copy-command':
      onMarked(context, (command) =>
        dispatch({ is: 'say', text: copiedWords(command, context.copy(command.text)) }),
      );
      return true;
    default:
      return false;
  }
}

function typeNumber(digit: string, context: LessonContext): void {
  const { document, ui, dispatch } = context;
  const typed = typedDigit(document, ui.typed, digit);
  if (typed.is === 'chosen') return choose(typed.command, typed.typed, context);
  const last = document.commands.at(-1)?.number;
  const words =
    last === undefined
      ? 'This text has no commands to put or copy.'
      : `There is no block ${typed.number} here.`;
  dispatch({ is: 'say', text: last === undefined ? words : `${words} The last is block ${last}.` });
}

function choose(command: Command | undefined, typed: string, context: LessonContext): void {
  if (command === undefined) return;
  const { document, text, dispatch } = context;
  const place = placeOf(document, topFor(command, text));
  dispatch({ is: 'choose', number: command.number, typed, place });
}

function onMarked({ marked, dispatch }: LessonContext, act: (command: Command) => void): void {
  if (marked !== undefined) act(marked);
  else
    dispatch({ is: 'say', text: 'No block of commands is in sight here. Its number chooses one.' });
}

function copiedWords({ number, text }: Command, copied: Copied): string {
  const lines = text.split('\n').length;
  const what = `block ${number} (${lines} ${lines === 1 ? 'line' : 'lines'})`;
  switch (copied.is) {
    case 'sent':
      return `Copied ${what}.`;
    case 'unsure':
      return `Copied ${what}. ${copied.advice}`;
    case 'off':
      return `Block ${number} was not copied: ${copied.why}.`;
  }
}
