/** How a lesson reads: headings in order, something to do before long, commands that are proven. */
import type { Block } from './block.ts';
import { plainText } from './inline.ts';
import type { LintedLesson } from './lint.ts';
import { error, warning } from './problem.ts';
import type { Problem } from './problem.ts';

/** Words of text that a reader gets before there is something to do. */
const MOST_WORDS = 120;
/** The level of a lesson's sections: its title, level 1, is in the front matter. */
const SECTION = 2;
/** Languages of commands that would look the same to a reader and never be executed. */
const UNPROVEN = new Set([
  'bash',
  'shell',
  'zsh',
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
]);

/** Every block with the blocks inside it, in the order of reading. */
export function flatten(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...flatten(inside(block))]);
}

function inside(block: Block): readonly Block[] {
  if (block.is === 'quote' || block.is === 'callout') return block.children;
  return block.is === 'list' ? block.items.flat() : [];
}

export function lintText({ lesson, file }: LintedLesson): Problem[] {
  const blocks = flatten(lesson.blocks);
  const problems = [...headings(blocks, file), ...longReads(blocks, file)];
  if (!blocks.some((block) => block.is === 'code'))
    problems.push(warning({ file, line: 1 }, 'no code block: expected something to do'));
  for (const block of blocks)
    if (block.is === 'code' && UNPROVEN.has(block.language.toLowerCase()))
      problems.push(
        error(
          { file, line: block.line },
          `commands in a \`${block.language}\` block are never executed: expected \`sh\`, with no-run="why" if they cannot be`,
        ),
      );
  return problems;
}

function headings(blocks: readonly Block[], file: string): Problem[] {
  let above = SECTION - 1;
  return blocks.flatMap((block) => {
    if (block.is !== 'heading') return [];
    const deepest = above + 1;
    above = block.level;
    const place = { file, line: block.line };
    if (block.level < SECTION)
      return [warning(place, 'the title is in the front matter: expected ## or deeper')];
    return block.level > deepest
      ? [warning(place, `skips a level: expected ${'#'.repeat(deepest)} or higher`)]
      : [];
  });
}

/** Sections in which a reader only reads for too long before the first command or prediction. */
function longReads(blocks: readonly Block[], file: string): Problem[] {
  const problems: Problem[] = [];
  let section: { line: number; words: number; counting: boolean } | undefined;
  const end = () => {
    if (section !== undefined && section.words > MOST_WORDS)
      problems.push(
        warning(
          { file, line: section.line },
          `${section.words} words before there is something to do: expected at most ${MOST_WORDS}, then a command or a prediction`,
        ),
      );
  };
  for (const block of blocks) {
    if (block.is === 'heading') {
      end();
      section = { line: block.line, words: 0, counting: true };
      continue;
    }
    section ??= { line: block.line, words: 0, counting: true };
    if (isDoing(block)) section.counting = false;
    else if (section.counting && block.is === 'paragraph')
      section.words += plainText(block.content).split(/\s+/).filter(Boolean).length;
  }
  end();
  return problems;
}

function isDoing(block: Block): boolean {
  if (block.is === 'code') return block.proof.is !== 'none';
  return block.is === 'callout' && block.kind === 'predict';
}
