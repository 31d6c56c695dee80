import { describe, expect, test } from 'vitest';
import { clipboardOf } from '../../../src/ui/clipboard.ts';

/** Copies in an environment; says what came of it and what the terminal got. */
function copied(text: string, env: Readonly<Record<string, string>>) {
  const written: string[] = [];
  const clipboard = clipboardOf({ write: (sequence) => written.push(sequence) }, env);
  return { ...clipboard.copy(text), written: written.join('') };
}

const sequence = (text: string): string =>
  `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

describe('copying', () => {
  test('sends the text as it is, in base64', () => {
    const text = 'printf "%s\\n" \u001b[31m 日本\n\tls';
    expect(copied(text, { TERM: 'xterm-kitty' })).toEqual({
      is: 'sent',
      written: sequence(text),
    });
  });

  test('in tmux is sent for tmux and for the terminal around it, and says what tmux needs', () => {
    const { is, written } = copied('id', { TERM: 'tmux-256color', TMUX: '/tmp/tmux,1,0' });
    expect(is).toBe('unsure');
    const passed = sequence('id').replaceAll('\u001b', '\u001b\u001b');
    expect(written).toBe(`${sequence('id')}\u001bPtmux;${passed}\u001b\\`);
    expect(copied('id', { TMUX: 'x' })).toHaveProperty(
      'advice',
      expect.stringContaining('set -g set-clipboard on'),
    );
  });

  test('from a machine that is reached from within tmux is the same', () => {
    expect(copied('id', { TERM: 'screen-256color' }).written).toContain('\u001bPtmux;');
  });

  test('in screen is sent in pieces that screen takes', () => {
    const { is, written } = copied('x'.repeat(1_000), { TERM: 'screen', STY: '1.pts-0' });
    expect(is).toBe('unsure');
    const pieces = written.split('\u001b\\').slice(0, -1);
    for (const piece of pieces) {
      expect(piece.startsWith('\u001bP')).toBe(true);
      expect(piece.length + 2).toBeLessThanOrEqual(256);
    }
    expect(pieces.map((piece) => piece.slice(2)).join('')).toBe(sequence('x'.repeat(1_000)));
  });

  test.each([{ TERM: 'linux' }, { TERM: 'dumb' }])('is not tried with %o, and says so', (env) => {
    expect(copied('id', env)).toMatchObject({ is: 'off', written: '' });
  });

  test.each([
    { TERM_PROGRAM: 'Apple_Terminal' },
    { TERM_PROGRAM: 'iTerm.app' },
    { VTE_VERSION: '6800' },
    { KONSOLE_VERSION: '220400' },
    { XTERM_VERSION: 'XTerm(370)' },
  ])('is tried with %o, and says that it may not work', (env) => {
    expect(copied('id', { TERM: 'xterm-256color', ...env })).toMatchObject({
      is: 'unsure',
      written: sequence('id'),
    });
  });

  test.each([
    [74_990, {}],
    [23_900, { TMUX: 'x' }],
  ])('of up to %i bytes is sent with %o', (bytes, env) => {
    expect(copied('x'.repeat(bytes), env).written).toContain(sequence('x'.repeat(bytes)));
  });

  test.each([
    [75_000, {}],
    [24_000, { TMUX: 'x' }],
  ])('of %i bytes is refused with %o: a terminal would drop it', (bytes, env) => {
    expect(copied('x'.repeat(bytes), env)).toMatchObject({ is: 'off', written: '' });
  });
});
