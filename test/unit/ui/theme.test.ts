import { describe, expect, test } from 'vitest';
import { PALETTES } from '../../../src/ui/theme/palettes.ts';
import type { Palette } from '../../../src/ui/theme/palettes.ts';
import { paint } from '../../../src/ui/theme/paint.ts';
import { hasLinks } from '../../../src/ui/theme/links.ts';
import { sgrOf, themeOf } from '../../../src/ui/theme/theme.ts';
import { SIGHTS, contrast, distance, fixedColour, rgb } from './colour.ts';

/** Backgrounds that people have: plain, and those of well-known schemes. */
const BACKGROUNDS = {
  dark: ['#000000', '#1e1e1e', '#282c34', '#2e3440', '#002b36', '#300a24'],
  light: ['#ffffff', '#fafafa', '#eeeeee', '#fdf6e3'],
  any: ['#000000', '#ffffff'],
} as const;

/** WCAG asks 4.5 of text. No colour has that against both black and white by much. */
const LEAST = { dark: 4.5, light: 4.5, any: 4.2 } as const;

const FEW = { depth: 16, hasLinks: false } as const;
const MANY = { depth: 256, hasLinks: false } as const;

const all = Object.entries<Palette>(PALETTES);
const colours = all.flatMap(([name, { fixed, background }]) =>
  Object.entries(fixed).map(([tone, colour]) => ({ name, tone, colour, background })),
);

describe('the colours that are known', () => {
  test.each(colours)('$name: $tone can be read', ({ colour, background }) => {
    for (const behind of BACKGROUNDS[background])
      expect(
        contrast(fixedColour(colour), rgb(behind)),
        `colour ${colour} on ${behind}`,
      ).toBeGreaterThanOrEqual(LEAST[background]);
  });

  test('of “any” can be made out on every background there is', () => {
    const { fixed }: Palette = PALETTES.any;
    for (const behind of [...BACKGROUNDS.dark, ...BACKGROUNDS.light])
      for (const colour of Object.values(fixed))
        expect(contrast(fixedColour(colour), rgb(behind))).toBeGreaterThan(2.6);
  });

  test.each(['dark-colour-blind', 'light-colour-blind'] as const)(
    'of %s tell passed, failed and warned apart for every eye',
    (name) => {
      const { ok = 0, bad = 0, warn = 0 }: Palette['fixed'] = PALETTES[name].fixed;
      for (const sight of SIGHTS)
        for (const [a, b] of [
          [ok, bad],
          [ok, warn],
          [bad, warn],
        ] as const)
          expect(
            distance(fixedColour(a), fixedColour(b), sight),
            `${a} and ${b} with ${sight}`,
          ).toBeGreaterThan(100);
    },
  );
});

describe('a theme', () => {
  test('uses the fixed colours where a terminal has them, else its own', () => {
    expect(sgrOf({ tone: 'bad', bold: true }, themeOf('dark', MANY))).toBe('1;38;5;210');
    expect(sgrOf({ tone: 'bad', bold: true }, themeOf('dark', FEW))).toBe('1;91');
  });

  test.each(['dark-16', 'light-16'] as const)('%s uses the terminal’s own everywhere', (name) => {
    expect(themeOf(name, MANY)).toEqual(themeOf(name, FEW));
    expect(Object.values(themeOf(name, MANY).tones).join()).not.toContain('38;');
  });

  test('of no colour has none', () => {
    expect(sgrOf({ tone: 'bad' }, themeOf('none', MANY))).toBe('');
    expect(sgrOf({ tone: 'bad', bold: true }, themeOf('none', FEW))).toBe('1');
  });

  test('gives each tone a colour of its terminal’s 16 or none, and no other attribute', () => {
    for (const [, { own }] of all)
      for (const codes of Object.values(own)) expect(codes).toMatch(/^(?:3[0-7]|9[0-7])$/);
  });
});

describe('a link', () => {
  const row = (link: string) => [{ text: 'note', style: { underline: true, link } }] as const;
  const [plain, linking] = [themeOf('none', FEW), themeOf('none', { ...FEW, hasLinks: true })];
  const NOTE = '\u001b[4mnote\u001b[0m';

  test('can be opened where the terminal is known to have them', () => {
    const href = 'https://example.com/a?b=c';
    expect(paint(row(href), linking)).toBe(`\u001b]8;;${href}\u001b\\${NOTE}\u001b]8;;\u001b\\`);
    expect(paint(row(href), plain)).toBe(NOTE);
  });

  test.each(['file:///etc/passwd', 'other.md', 'https://a.example/\u0007x', 'javascript:x'])(
    'to %s is text',
    (href) => {
      expect(paint(row(href), linking)).toBe(NOTE);
    },
  );

  test.each([
    [{}, false],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM: 'xterm-kitty' }, true],
    [{ TERM_PROGRAM: 'iTerm.app' }, true],
    [{ VTE_VERSION: '6800' }, true],
    [{ VTE_VERSION: '4200' }, false],
    [
      { VTE_VERSION: '6800', TMUX: '/tmp/x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' },
      false,
    ],
    [{ TMUX: '/tmp/x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, true],
    [{ TERM_PROGRAM: 'vscode', STY: '1.x' }, false],
  ] as const)('of a terminal with %o: %s', (env, wanted) => {
    expect(hasLinks(env)).toBe(wanted);
  });
});
