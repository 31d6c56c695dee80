import { describe, expect, test } from 'vitest';
import { oneLine, sanitise } from '../../../src/host/sanitise.ts';

const ESC = '\u001b';

describe('sanitise', () => {
  test.each([
    ['plain text stays', 'root:x:0:0\n\tindented', 'root:x:0:0\n\tindented'],
    ['letters of any language and emoji stay', 'café 容器 🐳', 'café 容器 🐳'],
    ['colours go', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['cursor movement and clearing go', `a${ESC}[2J${ESC}[1;1Hb`, 'ab'],
    ['a window title goes, ended by BEL', `a${ESC}]0;owned\u0007b`, 'ab'],
    [
      'a hyperlink goes, ended by ST',
      `${ESC}]8;;http://evil${ESC}\\click${ESC}]8;;${ESC}\\`,
      'click',
    ],
    ['a clipboard write goes', `${ESC}]52;c;cm0gLXJm\u0007x`, 'x'],
    ['a device control string goes', `${ESC}P+q544e${ESC}\\x`, 'x'],
    ['C1 forms of the same go', '\u009b31mred\u009d0;title\u009cx', 'redx'],
    ['a full reset goes', `${ESC}cx`, 'x'],
    [
      'carriage returns become new lines, so that nothing is overwritten',
      'safe\rEVIL\r\nx',
      'safe\nEVIL\nx',
    ],
    ['backspaces become visible', 'rm\b\bls', 'rm\ufffd\ufffdls'],
    ['NUL, BEL, DEL become visible', 'a\u0000b\u0007c\u007f', 'a\ufffdb\ufffdc\ufffd'],
    ['text that reads from right to left is not reordered', 'a\u202egnp.exe', 'a\ufffdgnp.exe'],
    ['zero-width and tag characters become visible', 'a\u200bb\u{e0041}', 'a\ufffdb\ufffd'],
    ['line separators of Unicode become visible', 'a\u2028b', 'a\ufffdb'],
    ['half a surrogate pair becomes visible', 'a\ud83d', 'a\ufffd'],
    ['a sequence inside a sequence leaves nothing alive', `${ESC}${ESC}[0m[31mx`, '[31mx'],
    ['an unfinished sequence at the end goes', `x${ESC}[31`, 'x'],
  ])('%s', (_, text, safe) => expect(sanitise(text)).toBe(safe));

  test('a string that is never closed does not hide what is printed after it', () => {
    expect(sanitise(`${ESC}]0;\nFLAG{found}`)).toBe('0;\nFLAG{found}');
    expect(sanitise(`\u0090 FLAG{found}`)).toBe(' FLAG{found}');
  });

  test('whatever comes in, no control character but newline and tab comes out', () => {
    const pieces = [
      ESC,
      '[',
      ']',
      'P',
      '\\',
      '\u0007',
      '\u009b',
      '\u009d',
      '\u009c',
      '0;',
      'm',
      '\r',
      '\n',
      'x',
      '\u202e',
      '\ud800',
      '\u{e0020}',
    ];
    // A fixed generator: a failure can be repeated.
    let seed = 42;
    const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from(
        { length: 12 },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('');
      const safe = sanitise(text);
      expect(safe).not.toMatch(
        // eslint-disable-next-line no-control-regex
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
      );
      // Twice is the same as once.
      expect(sanitise(safe)).toBe(safe);
    }
  });

  test.each([`${ESC}]`, '\u009d', `${ESC}[`, ESC, `${ESC}]a\u009d`, `${ESC}P `])(
    'a megabyte of openings takes time in proportion: %j',
    (opening) => {
      const start = performance.now();
      sanitise(opening.repeat(1_000_000 / opening.length));
      expect(performance.now() - start).toBeLessThan(1500);
    },
  );
});

describe('oneLine', () => {
  test('joins lines and white space', () => expect(oneLine(' a\n\tb  c ')).toBe('a b c'));
  test('cuts at the limit and says so', () => expect(oneLine('abcdef', 4)).toBe('abc…'));
  test('keeps what just fits', () => expect(oneLine('abcd', 4)).toBe('abcd'));
  test('never cuts a character in two', () => expect(oneLine('ab🐳def', 4)).toBe('ab…'));
  test('is safe to print', () => expect(oneLine(`${ESC}[2Jx\rEVIL`)).toBe('x EVIL'));
});
