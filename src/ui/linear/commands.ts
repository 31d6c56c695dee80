/** The commands of the text, by the numbers that the text says them with. */
import type { Copied } from '../clipboard.ts';
import { codeLines, commandsOf } from './code.ts';
import type { Command } from './code.ts';
import type { Desk } from './desk.ts';
import { plural } from './words.ts';

/** Says the command of a number, else the list of them and which one. */
export async function sayCommand(desk: Desk, rest: string): Promise<void> {
  const command = await chosen(desk, rest);
  if (command !== undefined) desk.lines.say(...codeLines(command.block));
}

/** Copies the command of a number, for the shell; says so where the terminal may not take it. */
export async function copyCommand(desk: Desk, rest: string): Promise<void> {
  const command = await chosen(desk, rest);
  if (command === undefined) return;
  const { number, block } = command;
  desk.lines.say(copiedWords(number, desk.clipboard.copy(block.text)));
}

function copiedWords(number: number, copied: Copied): string {
  switch (copied.is) {
    case 'sent':
      return `Command ${number} is copied.`;
    case 'unsure':
      return `Command ${number} is copied. ${copied.advice}`;
    case 'off':
      return `Command ${number} was not copied: ${copied.why}.`;
  }
}

async function chosen({ lesson, lines }: Desk, rest: string): Promise<Command | undefined> {
  const commands = commandsOf(lesson.blocks);
  if (rest === '') lines.say(`${plural(commands.length, 'command')}:`, ...commands.map(inShort));
  const answer = rest === '' ? await lines.ask('Number of a command, or Enter for none: ') : rest;
  const command = commands.find(({ number }) => String(number) === answer);
  if (command === undefined && answer !== undefined && answer !== '')
    lines.say(`There is no command “${answer}”; there are ${commands.length}.`);
  return command;
}

function inShort({ number, block }: Command): string {
  const [first = '', ...more] = block.text.split('\n');
  const tail = more.length === 0 ? '' : ` and ${plural(more.length, 'more line')}`;
  return `${number}. ${first}${tail}`;
}
