/** JSON of a person's own file: where it breaks, by line and column. */
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

export type JsonResult =
  | { is: 'json'; value: unknown }
  /** Line and column count from 1. */
  | { is: 'broken'; line: number; column: number; what: string };

/** Parses JSON; whole numbers that a double cannot hold become bigints. Says of a mistake where it is, and what is missing. */
export function readJson(text: string): JsonResult {
  try {
    return { is: 'json', value: JSON.parse(text, exact) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const found: ParseError[] = [];
    parse(text, found, { disallowComments: true });
    const [first] = found;
    const at = first?.offset ?? text.length;
    return { is: 'broken', ...placeOf(text, at), what: first ? wordsOf(first, text) : said };
  }
}

/** A reviver with the source text of numbers, which the language has and its types do not name yet. */
function exact(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? '';
  const isLost = typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(source);
  return isLost ? BigInt(source) : value;
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** What was expected, by the parser's own names of mistakes. */
const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'expected a key in double quotes (after a comma, one more must follow)',
  ValueExpected: 'expected a value (after a comma, one more must follow)',
  ColonExpected: 'expected a colon',
  CommaExpected: 'expected a comma, or what closes the list or the object',
  CloseBraceExpected: 'expected } to close what is open',
  CloseBracketExpected: 'expected ] to close what is open',
  EndOfFileExpected: 'expected nothing after the end',
  InvalidSymbol: 'expected a text in double quotes, a number, true, false or null',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'expected the closing double quote on the same line',
};

const SHOWN = 30;

function wordsOf({ error, offset, length }: ParseError, text: string): string {
  const code = printParseErrorCode(error);
  const words = EXPECTED[code] ?? `it is no JSON (${code})`;
  const found = text.slice(offset, offset + Math.min(length, SHOWN));
  return found.trim() === '' ? words : `${words}, and found ${found}`;
}
