import { PassThrough } from 'node:stream';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Keyboard } from '../../src/ui/shell/keyboard.ts';

const F6 = '\u001b[17~';
const BEGIN = '\u001b[200~';
const END = '\u001b[201~';

/** A keyboard in raw mode, with all that it gave to Ink, to the shell, and to whoever listens for docklab's own keys. */
function typing(modes = { applicationCursorKeysMode: false, bracketedPasteMode: true }) {
  const stdin = new PassThrough();
  const settled = { when: (): Promise<void> => turn() };
  const keyboard = new Keyboard(stdin, () => settled.when());
  const got = { ink: '', shell: '', keys: [] as string[] };
  const shell = {
    type: (data: Uint8Array) => (got.shell += Buffer.from(data).toString('latin1')),
    modes: () => modes,
  };
  keyboard.ink.on('data', (data: Buffer) => (got.ink += data.toString('latin1')));
  keyboard.onHotKey((key) => got.keys.push(key));
  keyboard.ink.setRawMode(true);
  const type = async (...chunks: (string | Buffer)[]): Promise<void> => {
    for (const chunk of chunks) {
      stdin.write(chunk);
      for (let turns = 0; turns < 6; turns += 1) await turn();
    }
  };
  return { keyboard, shell, got, type, stdin, settled };
}

describe('the keyboard', () => {
  test('gives keys to Ink until a shell gets them', async () => {
    const { keyboard, shell, got, type } = typing();
    await type('q\u0003');
    keyboard.giveTo(shell);
    await type('ls\r\u0003');
    keyboard.giveTo(undefined);
    await type('?');
    expect(got).toEqual({ ink: 'q\u0003?', shell: 'ls\r\u0003', keys: [] });
  });

  test.each([
    ['\u001b[17~', 'f6'],
    ['\u001e', 'ctrl-^'],
    ['\u001b[18~', 'f7'],
    ['\u001b[5;2~', 'shift-pageup'],
    ['\u001b[6;2~', 'shift-pagedown'],
  ])('takes %j out for docklab, whoever has the focus', async (sent, key) => {
    const { keyboard, shell, got, type } = typing();
    await type(`a${sent}b`);
    keyboard.giveTo(shell);
    await type(`c${sent}d`);
    expect(got).toEqual({ ink: 'ab', shell: 'cd', keys: [key, key] });
  });

  test('keeps what comes after such a key until its effect is there', async () => {
    const { keyboard, shell, got, type, settled } = typing();
    const effect = Promise.withResolvers<void>();
    settled.when = () => effect.promise;
    await type(`a${F6}ls`, '\r');
    expect(got).toEqual({ ink: 'a', shell: '', keys: ['f6'] });
    keyboard.giveTo(shell);
    effect.resolve();
    await type('');
    expect(got).toEqual({ ink: 'a', shell: 'ls\r', keys: ['f6'] });
  });

  test('knows its keys in pieces as well', async () => {
    const { keyboard, shell, got, type } = typing();
    keyboard.giveTo(shell);
    await type('x\u001b[', '17', '~y');
    expect(got).toEqual({ ink: '', shell: 'xy', keys: ['f6'] });
  });

  test('gives Escape at once, and the beginning of a sequence that never ends after a moment', async () => {
    const { keyboard, shell, got, type } = typing();
    keyboard.giveTo(shell);
    await type('\u001b');
    expect(got.shell).toBe('\u001b');
    await type('\u001b[1');
    expect(got.shell).toBe('\u001b');
    await expect.poll(() => got.shell).toBe('\u001b\u001b[1');
  });

  test.each([
    ['wants the form for applications', true, '\u001bOA\u001bOB\u001bOC\u001bOD\u001bOH\u001bOF'],
    ['does not', false, '\u001b[A\u001b[B\u001b[C\u001b[D\u001b[H\u001b[F'],
  ])('sends cursor keys as the program %s', async (_, applicationCursorKeysMode, expected) => {
    const { keyboard, shell, got, type } = typing({
      applicationCursorKeysMode,
      bracketedPasteMode: false,
    });
    keyboard.giveTo(shell);
    await type('\u001b[A\u001b[B\u001b[C\u001b[D\u001b[H\u001b[F');
    expect(got.shell).toBe(expected);
  });

  test('stops reading when the terminal is handed over, and goes on afterwards', async () => {
    const { keyboard, got, type, stdin } = typing();
    keyboard.ink.setRawMode(false);
    expect(stdin.isPaused()).toBe(true);
    expect(stdin.listenerCount('data')).toBe(0);
    keyboard.ink.setRawMode(true);
    await type('x');
    expect(got.ink).toBe('x');
  });
});

describe('a paste', () => {
  test('reaches the shell byte for byte, thousands of lines in any pieces', async () => {
    const { keyboard, shell, got, type } = typing();
    keyboard.giveTo(shell);
    const lines = Array.from({ length: 4_000 }, (_, index) => `line ${index} é日🐳\t\\ \u001b[17~`);
    const text = Buffer.concat([
      Buffer.from(lines.join('\r')),
      Buffer.from([0xff, 0xfe, 0x80, 0x1e, 0x03]),
    ]);
    const all = Buffer.concat([Buffer.from(BEGIN), text, Buffer.from(END)]);
    for (let at = 0; at < all.length; at += 4_093) await type(all.subarray(at, at + 4_093));
    expect(got.keys).toEqual([]);
    expect(got.shell).toBe(all.toString('latin1'));
  });

  test.each(Array.from({ length: END.length - 1 }, (_, index) => index + 1))(
    'ends where it ends when the mark comes in two pieces (%i)',
    async (at) => {
      const { keyboard, shell, got, type } = typing();
      keyboard.giveTo(shell);
      await type(`${BEGIN}text${END.slice(0, at)}`, `${END.slice(at)}${F6}`);
      expect(got).toEqual({ ink: '', shell: `${BEGIN}text${END}`, keys: ['f6'] });
    },
  );

  test('loses its marks where the program did not ask for them', async () => {
    const { keyboard, shell, got, type } = typing({
      applicationCursorKeysMode: true,
      bracketedPasteMode: false,
    });
    keyboard.giveTo(shell);
    await type(`${BEGIN}a\u001b[A${F6}b${END}`);
    expect(got).toEqual({ ink: '', shell: `a\u001b[A${F6}b`, keys: [] });
  });

  test('into a screen reaches Ink with its marks', async () => {
    const { got, type } = typing();
    await type(`${BEGIN}words${END}`);
    expect(got.ink).toBe(`${BEGIN}words${END}`);
  });

  test('that is interrupted does not keep what was pasted for ever', async () => {
    const { keyboard, shell, got, type } = typing();
    keyboard.giveTo(shell);
    await type(`${BEGIN}text\u001b[20`);
    expect(got.shell).toBe(`${BEGIN}text`);
    await sleep(1_100);
    expect(got.shell).toBe(`${BEGIN}text\u001b[20`);
  });
});
