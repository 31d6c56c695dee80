import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, sessionScript, type Command } from '../../../src/app/text-proof.ts';

const MARKER = 'docklab-0123';
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-text-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Runs the blocks in a real bash and compares; lines are 10, 20, … */
function prove(...blocks: [text: string, output?: string][]): string[] {
  const commands = blocks.map(([text, output], index): Command => ({
    line: (index + 1) * 10,
    text,
    output,
  }));
  const script = join(dir, 'text.sh');
  writeFileSync(script, sessionScript(commands, MARKER));
  const { stdout, stderr, status } = spawnSync('bash', [script], {
    encoding: 'utf8',
    input: 'the rest of the terminal',
  });
  const ended = { is: 'exited' as const, code: status ?? -1, stdout, stderr, truncated: false };
  return differences('lesson.md', commands, ended, MARKER);
}

test('all blocks share one shell: variables and the folder stay', () => {
  expect(prove(['cd /; x=1'], ['echo $x; pwd', '1\n/'])).toEqual([]);
});

test('output and errors come as in a terminal, in their order', () => {
  expect(prove(['echo one; echo two >&2; echo three', 'one\ntwo\nthree'])).toEqual([]);
});

test('output without an end of line ends before the next block', () => {
  expect(prove(['printf one', 'one'], ['echo two', 'two'])).toEqual([]);
});

test('output may be empty, and must be when nothing is shown in the block', () => {
  expect(prove(['true', ''])).toEqual([]);
  expect(prove(['echo x', ''])).toEqual([
    'lesson.md:10: line 1 of the output differs: expected the end, printed "x"',
  ]);
});

test('a command may fail, and the text goes on', () => {
  expect(prove(['false'], ['(exit 3); echo $?', '3'])).toEqual([]);
});

test('quotes, here documents and dollars are what the author wrote', () => {
  const text = `cat <<'END'\nit's $HOME \\n "x"\nEND`;
  expect(prove([text, `it's $HOME \\n "x"`])).toEqual([]);
});

test('a block that does not parse is told at its line, and the next one runs', () => {
  const found = prove(['echo "open', 'open'], ['echo next', 'next']);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(
    /^lesson\.md:10: line 1 of the output differs: expected "open", printed /,
  );
});

test('a command that is not there is told even when no output is shown', () => {
  const [found, ...more] = prove(['no-such-command-here']);
  expect(more).toEqual([]);
  expect(found).toMatch(
    /^lesson\.md:10: a command could not be started \(exit code 127\); it last /,
  );
});

test('a block that ends the shell is told, and nothing of what follows is taken as proven', () => {
  expect(prove(['echo last words; exit 4', 'last words'], ['echo next', 'next'])).toEqual([
    'lesson.md:10: neither this block nor what follows came to an end: the shell ended with exit code 4; it last printed "last words"',
  ]);
});

test('a block that reads its input takes none of the blocks after it', () => {
  expect(prove(['cat >/dev/null'], ['echo next', 'next'])).toEqual([]);
});

test('a block that did not end in time is told with what it last printed', () => {
  const commands = [{ line: 10, text: 'sleep 1000', output: undefined }];
  const stdout = `\n${MARKER} begin 0\nwaiting\n`;
  expect(
    differences('lesson.md', commands, { is: 'timed-out', stdout, stderr: '' }, MARKER),
  ).toEqual([
    'lesson.md:10: neither this block nor what follows came to an end within the 300 seconds of the whole text; it last printed "waiting"',
  ]);
});
