/** Code blocks, and how the proof of the course treats each of them. */
import { sanitise } from '../host/sanitise.ts';
import type { Block, Proof } from './block.ts';
import { unknownWord } from './problem.ts';

/** The language of blocks that the reader types, and that the proof executes. */
const COMMANDS = 'sh';
/** The language of a block that shows what the command block before it prints. */
const OUTPUT = 'output';

type Code = Extract<Block, { is: 'code' }>;
type Complain = (line: number, message: string) => void;

/** Reads the code blocks of one text in order: it numbers the commands. */
export class CodeReader {
  readonly #complain: Complain;
  #commands = 0;

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  /** A fenced block. `previous` is the block before it, to which an `output` block adds what it is expected to print. */
  fence(info: string, content: string, line: number, previous: Block | undefined): Code {
    const { language, attributes } = this.#info(info, line);
    const text = sanitise(content).replace(/\n$/, '');
    const block = { is: 'code' as const, language, text, line };
    if (language === COMMANDS) return { ...block, proof: this.#command(text, attributes, line) };
    if (language === OUTPUT) this.#attach(text, line, previous);
    return { ...block, proof: { is: 'none' } };
  }

  indented(content: string, line: number): Code {
    const text = sanitise(content).replace(/\n$/, '');
    return { is: 'code', language: '', text, proof: { is: 'none' }, line };
  }

  #command(text: string, attributes: ReadonlyMap<string, string>, line: number): Proof {
    const number = ++this.#commands;
    if (text.trim() === '') this.#complain(line, 'empty command block: expected a command');
    const reason = attributes.get('no-run');
    if (reason === undefined) return { is: 'run', number, output: undefined };
    if (reason.trim() === '')
      this.#complain(line, 'no-run without a reason: expected no-run="why it is not executed"');
    return { is: 'no-run', number, reason: reason.trim() };
  }

  #attach(text: string, line: number, previous: Block | undefined): void {
    const command =
      previous?.is === 'code' && previous.language === COMMANDS ? previous : undefined;
    if (command === undefined)
      this.#complain(line, 'output without a command: expected it right after a ```sh block');
    else if (command.proof.is === 'run') command.proof.output = text;
  }

  /** `sh no-run="the reason"`: a language, then attributes. */
  #info(info: string, line: number): { language: string; attributes: Map<string, string> } {
    const attributes = new Map<string, string>();
    const [, language = '', rest = ''] = /^\s*(\S*)\s*([^]*)$/.exec(info) ?? [];
    for (const [, word = '', value = ''] of rest.matchAll(/([^\s="]+)(?:="([^"]*)")?|\S/g)) {
      if (word === 'no-run' && language === COMMANDS) attributes.set(word, value);
      else if (word === 'no-run')
        this.#complain(line, 'no-run on a block that is no command: expected it on ```sh only');
      else if (word === '')
        this.#complain(line, 'not readable after the language: expected no-run="a reason"');
      else this.#complain(line, unknownWord('attribute', word, ['no-run']));
    }
    return { language, attributes };
  }
}
