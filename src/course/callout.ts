/** `> [!NOTE]` and its like: a quote whose first words say what it is. */
import type { Block, CalloutKind, Inline } from './block.ts';
import { unknownWord } from './problem.ts';

const KINDS: Readonly<Record<string, CalloutKind>> = {
  NOTE: 'note',
  TIP: 'tip',
  WARNING: 'warning',
  IMPORTANT: 'important',
  CAUTION: 'caution',
  PREDICT: 'predict',
};

export type Callout =
  | { is: 'callout'; kind: CalloutKind; children: Block[] }
  | { is: 'unknown'; message: string }
  | { is: 'quote' };

/** What a quote's blocks are: a callout without its marker, or a plain quote. */
export function asCallout(children: readonly Block[]): Callout {
  const [first, ...rest] = children;
  const opening = first?.is === 'paragraph' ? first.content[0] : undefined;
  if (first?.is !== 'paragraph' || opening?.is !== 'text') return { is: 'quote' };
  const marker = /^\[!([A-Za-z]+)\]\s*/.exec(opening.text);
  if (marker === null) return { is: 'quote' };
  const word = (marker[1] ?? '').toUpperCase();
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  if (kind === undefined)
    return { is: 'unknown', message: unknownWord('callout', word, Object.keys(KINDS)) };
  const left = opening.text.slice(marker[0].length);
  const content: Inline[] = [
    ...(left === '' ? [] : [{ is: 'text' as const, text: left }]),
    ...first.content.slice(1),
  ];
  // A marker on a line that ends in two spaces leaves a line break with nothing before it.
  if (content[0]?.is === 'break') content.shift();
  return {
    is: 'callout',
    kind,
    children: content.length === 0 ? rest : [{ ...first, content }, ...rest],
  };
}
