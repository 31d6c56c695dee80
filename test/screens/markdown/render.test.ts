import { describe, expect, test } from 'vitest';
import { loadHighlight } from '../../../src/ui/markdown/highlight.ts';
import { placeOf, rowOf, sectionAt } from '../../../src/ui/markdown/document.ts';
import { textOf } from '../../../src/ui/text/span.ts';
import { LESSON_TEXT } from '../support/lesson-text.ts';
import { page, pageText, widest } from './support.ts';

/** Joins the rows of an expected page. */
const rows = (...lines: string[]): string => lines.join('\n');

describe('a page', () => {
  test.each([40, 58, 80, 96])('of a whole lesson reads well at %i columns', async (width) => {
    await expect(`${pageText(LESSON_TEXT, width)}\n`).toMatchFileSnapshot(
      `../frames/page-${width}.txt`,
    );
  });

  test('never has a row wider than asked for', () => {
    for (let width = 24; width <= 120; width += 1)
      expect(widest(page(LESSON_TEXT, width)), `at ${width}`).toBeLessThanOrEqual(width);
  });

  test('has all words of the lesson at any width', () => {
    const words = (width: number): string =>
      pageText('Some **strong** words, `code` and a [link](https://example.com/).', width)
        .replace(/\s+/g, ' ')
        .trim();
    expect(words(16).replaceAll(' ', '')).toBe(words(200).replaceAll(' ', ''));
  });
});

describe('paragraphs', () => {
  test('are wrapped between words', () => {
    expect(pageText('one two three four', 16)).toBe(rows('one two three', 'four'));
  });
  test('break a word that is wider than the page', () => {
    expect(pageText(`a ${'x'.repeat(20)} b`, 16)).toBe(rows('a', 'x'.repeat(16), 'xxxx b'));
  });
  test('of East Asian text break between characters, never before closing punctuation', () => {
    expect(pageText('日本語のテキストも折り返す。', 16)).toBe(
      rows('日本語のテキスト', 'も折り返す。'),
    );
    expect(pageText('日本語のテキスト。', 16)).toBe(rows('日本語のテキス', 'ト。'));
  });
  test('keep an emoji of several code points and combining marks whole', () => {
    const family = '👩‍👩‍👧';
    expect(pageText(`${'a '.repeat(7)}${family}${family}`, 16)).toBe(
      rows(`a a a a a a a ${family}`, family),
    );
    expect(pageText('e\u0301'.repeat(18), 16)).toBe(rows('e\u0301'.repeat(16), 'e\u0301e\u0301'));
  });
  test('show a link with its address, and an address alone once', () => {
    expect(pageText('[the note](https://a.example/b) and <https://c.example/>', 80)).toBe(
      'the note (https://a.example/b) and https://c.example/',
    );
  });
  test('put a long address below, with a number that goes on through the page', () => {
    const [a, b] = [
      'https://example.com/2020/11/30/advisory',
      'https://example.com/2021/01/01/answer',
    ];
    expect(pageText(`[One](${a}), then [two](${b}).\n\n- [three](${a})`, 60)).toBe(
      rows('One [1], then two [2].', `[1] ${a}`, `[2] ${b}`, '', '• three [3]', `  [3] ${a}`),
    );
  });
  test('show a picture as its description', () => {
    expect(pageText('![layers of an image](x.png)', 80)).toBe('[picture: layers of an image]');
  });
  test('keep a line break of the author', () => {
    expect(pageText('one  \ntwo', 80)).toBe(rows('one', 'two'));
  });
});

describe('lists', () => {
  test('are hung on their marks, nested ones too', () => {
    expect(pageText('- one two three four\n  - five six seven\n- eight', 16)).toBe(
      rows('• one two three', '  four', '  • five six', '    seven', '• eight'),
    );
  });
  test('with numbers line up from one to two digits', () => {
    expect(pageText('9. nine\n10. ten', 80)).toBe(rows(' 9. nine', '10. ten'));
  });
  test('with several paragraphs in an item have room between items', () => {
    expect(pageText('- one\n\n  more\n- two', 80)).toBe(rows('• one', '', '  more', '', '• two'));
  });
  test('go on at the number that the author began with, at any depth', () => {
    expect(pageText('3. three\n   1. one\n      - dot\n4. four', 80)).toBe(
      rows('3. three', '   1. one', '      • dot', '4. four'),
    );
  });
  test('of things to do have boxes', () => {
    expect(pageText('- [ ] open\n- [x] **done**\n  1. [X] deeper\n- none', 80)).toBe(
      rows('[ ] open', '[x] done', '    1. [x] deeper', '•   none'),
    );
  });
  test('keep an item that is empty', () => {
    expect(pageText('-\n- two', 80)).toBe(rows('•', '• two'));
  });
});

describe('tables', () => {
  const table = '| Flag | Meaning |\n| --- | ---: |\n| `-a` | all of it |\n| `-b` | both |';
  test('are lined up as the author said', () => {
    expect(pageText(table, 80)).toBe(
      rows('Flag │   Meaning', '─────┼──────────', '-a   │ all of it', '-b   │      both'),
    );
  });
  test('shrink the widest column and wrap its cells', () => {
    const long = '| A | B |\n| - | - |\n| x | one two three four five |';
    expect(pageText(long, 20)).toBe(
      rows('A │ B', '──┼─────────────────', 'x │ one two three', '  │ four five'),
    );
  });
  test('put long addresses below, each once', () => {
    const table =
      '| A | B |\n| - | - |\n| [one](https://example.com/1) | [two](https://example.com/2) |';
    expect(pageText(table, 80)).toBe(
      rows(
        'A       │ B',
        '────────┼────────',
        'one [1] │ two [2]',
        '[1] https://example.com/1',
        '[2] https://example.com/2',
      ),
    );
  });
  test('keep line breaks within a cell, and wide characters in line', () => {
    expect(pageText('| A | B |\n| - | - |\n| one<br>three | 日本 |\n| c | d |', 80)).toBe(
      rows('A     │ B', '──────┼─────', 'one   │ 日本', 'three │', 'c     │ d'),
    );
  });
  test('become lists where columns would be too narrow to read', () => {
    const wide = '| One | Two | Three |\n| - | - | - |\n| aaaaaaaaaa | bbbbbbbbbb | cccccccccc |';
    expect(pageText(wide, 24)).toBe(
      rows('- One: aaaaaaaaaa', '  Two: bbbbbbbbbb', '  Three: cccccccccc'),
    );
  });
});

describe('code', () => {
  test('of commands has the number of its proof', () => {
    expect(pageText('```sh\nid\n```\n\n```sh\nps\nls\n```', 80)).toBe(
      rows('── 1 ──', '   id', '', '── 2 ──', '   ps', '   ls'),
    );
  });
  test('stays with the output that it prints', () => {
    expect(pageText('```sh\nid -u\n```\n```output\n0\n```', 80)).toBe(
      rows('── 1 ──', '   id -u', ' ┆ 0'),
    );
  });
  test('that is not executed says why', () => {
    expect(pageText('```sh no-run="it reboots"\nreboot\n```', 80)).toBe(
      rows('── 1 ──', '   reboot', '   (only shown: it reboots)'),
    );
  });
  test('of a file says what it is', () => {
    expect(pageText('```yaml\na: 1\n```', 80)).toBe(rows('── yaml ──', '   a: 1'));
  });
  test('goes on below where it is too long, after a blank near the edge, and loses nothing', () => {
    const command = 'docker run --read-only --tmpfs /tmp image';
    const text = pageText(`\`\`\`sh\n${command}\n\`\`\``, 30);
    expect(text).toBe(rows('── 1 ──', '   docker run --read-only', ' ↳ --tmpfs /tmp image'));
    const code = page(`\`\`\`sh\n${command}\n\`\`\``, 30).rows.map(({ row }) =>
      textOf(row).slice(3),
    );
    expect(code.slice(1).join('')).toBe(command);
  });
  test('goes to the tab stops of a terminal', () => {
    expect(pageText('```output\nPID\tCMD\n1\tsleep\n```', 80)).toBe(
      rows(' ┆ PID     CMD', ' ┆ 1       sleep'),
    );
  });
  test('keeps empty lines and indentation', () => {
    expect(pageText('```yaml\na:\n\n  b: 1\n```', 80)).toBe(
      rows('── yaml ──', '   a:', '', '     b: 1'),
    );
  });
});

describe('the commands of a page', () => {
  const text = [
    'Look:',
    '```sh\nid \\\n  -u\n\n\tls\n```',
    '```output\n0\n```',
    '- in a list\n\n  ```sh no-run="it reboots"\n  reboot\n  ```',
    '```yaml\na: 1\n```',
    '> ```sh\n> ps\n> ```',
  ].join('\n\n');

  test('are what the author wrote, byte for byte, at any width', () => {
    for (const width of [16, 40, 120])
      expect(page(text, width).commands.map(({ number, text }) => [number, text])).toEqual([
        [1, 'id \\\n  -u\n\n\tls'],
        [2, 'reboot'],
        [3, 'ps'],
      ]);
  });
  test('know their rows, from the number to the note', () => {
    const { rows: all, commands } = page(text, 40);
    const shown = commands.map(({ top, end }) =>
      all.slice(top, end).map(({ row }) => textOf(row).trimEnd()),
    );
    expect(shown).toEqual([
      ['── 1 ──', '   id \\', '     -u', '', '           ls'],
      ['  ── 2 ──', '     reboot', '     (only shown: it reboots)'],
      ['│ ── 3 ──', '│    ps'],
    ]);
  });
  test('have a heavier number for when they are marked, in the same place', () => {
    const { rows: all, commands } = page(text, 40);
    const marked = commands.map(({ top }) => textOf(all[top]?.marked ?? []));
    expect(marked).toEqual(['━▶ 1 ━━', '  ━▶ 2 ━━', '│ ━▶ 3 ━━']);
  });
});

describe('highlighting', () => {
  test.each([
    [
      'sh',
      'docker exec $LAB_WEB echo "$(id)" # comment',
      ['$LAB_WEB:variable', '# comment:comment'],
    ],
    ['dockerfile', 'FROM a\nRUN echo "x"\nUSER 10001', ['FROM:keyword', 'USER:keyword']],
    ['json', '{ "a": [1, true] }', ['"a":variable', '1:number']],
    ['yaml', 'a: "b" # c', ['"b":string', '# c:comment']],
  ])('of %s colours it and loses no character', async (language, code, wanted) => {
    const highlight = await loadHighlight();
    const spans = highlight(code, language) ?? [];
    expect(spans.map(({ text }) => text).join('')).toBe(code);
    expect(spans.map(({ text, style }) => `${text}:${style.tone}`)).toEqual(
      expect.arrayContaining(wanted),
    );
  });
  test('leaves a language alone that it does not know', async () => {
    const highlight = await loadHighlight();
    expect(highlight('x', 'output')).toBeUndefined();
  });
});

describe('quotes and callouts', () => {
  test('have a bar, and callouts say in words what they are', () => {
    expect(pageText('> quoted\n\n> [!WARNING]\n> mind the step', 80)).toBe(
      rows('│ quoted', '', '┃ Warning', '┃ mind the step'),
    );
  });
  test.each(['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION', 'PREDICT'])(
    '%s has a word of its own',
    (kind) => {
      expect(pageText(`> [!${kind}]\n> x`, 80).toLowerCase()).toContain(`┃ ${kind.toLowerCase()}`);
    },
  );
});

describe('places in a page', () => {
  test('are in order, and each row has its own', () => {
    for (const width of [24, 40, 80, 120]) {
      const { rows: all } = page(LESSON_TEXT, width);
      for (const [index, row] of all.entries()) {
        const before = all[index - 1];
        if (before === undefined) continue;
        const isAfter =
          row.block > before.block || (row.block === before.block && row.at > before.at);
        expect(isAfter, `row ${index} at ${width}: ${textOf(row.row)}`).toBe(true);
      }
    }
  });
  test('lead back to the row they came from', () => {
    const document = page(LESSON_TEXT, 50);
    for (const index of document.rows.keys())
      expect(rowOf(document, placeOf(document, index))).toBe(index);
  });
  test('show the same words at another width', () => {
    const narrow = page(LESSON_TEXT, 40);
    const wide = page(LESSON_TEXT, 90);
    const at = narrow.rows.findIndex(({ row }) => textOf(row).includes('unprivileged'));
    const there = wide.rows[rowOf(wide, placeOf(narrow, at))];
    expect(textOf(there?.row ?? [])).toContain('unprivileged');
  });
  test('know their section', () => {
    const document = page('intro\n\n## One\n\na\n\n### Two\n\nb', 80);
    expect(document.sections.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(sectionAt(document, 0)).toBeUndefined();
    expect(sectionAt(document, document.rows.length - 1)?.title).toBe('Two');
  });
});

describe('HTML', () => {
  test('is text, but for comments and line breaks', () => {
    expect(pageText('Press <kbd>q</kbd>, <!-- not for readers --> or<br>wait.', 80)).toBe(
      rows('Press <kbd>q</kbd>, or', 'wait.'),
    );
    expect(pageText('one\n\n<!-- not for readers -->\n\ntwo', 80)).toBe(rows('one', '', 'two'));
  });
  test('around Markdown leaves it Markdown', () => {
    expect(pageText('<details>\n*in* `it`\n</details>', 80)).toBe('<details> in it </details>');
  });
});

describe('quotes in quotes', () => {
  test('have a bar each, with all that they hold', () => {
    expect(pageText('> one\n> > two\n> >\n> > - three', 80)).toBe(
      rows('│ one', '│', '│ │ two', '│ │', '│ │ • three'),
    );
  });
});

describe('hostile text', () => {
  test('has no control characters left, however they were written', () => {
    const all = page(
      '&#27;[31m \u001b]52;c;eA==\u0007 &#x202e;x `\u009b2J` [a](https://e.example/\u001b[2J)',
      60,
    );
    for (const { row } of all.rows)
      // eslint-disable-next-line no-control-regex
      expect(textOf(row)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
  test('of one endless word is broken, not cut', () => {
    const word = 'https://example.com/' + 'path/'.repeat(50);
    const { rows: all } = page(`see ${word}`, 24);
    expect(
      all
        .map(({ row }) => textOf(row))
        .join('')
        .replaceAll(' ', ''),
    ).toBe(`see${word}`);
  });
  test('cannot break out of a page by nesting', () => {
    const deep = `${'> '.repeat(60)}x\n\n${'- '.repeat(40)}y`;
    expect(() => page(deep, 24)).not.toThrow();
  });
});

test('a page of 5,000 lines is laid out fast enough to resize by hand', () => {
  const long = Array.from(
    { length: 5_000 },
    (_, index) => `Line ${index} of a long **lesson**, 日本 too.`,
  );
  const started = performance.now();
  page(long.join('\n\n'), 70);
  expect(performance.now() - started).toBeLessThan(2_000);
});
