import { describe, expect, test } from 'vitest';
import { DocklabError } from '../../src/host/error.ts';
import { lookOf } from '../../src/ui/look.ts';
import { LOOK } from './support/look.ts';

describe('the look', () => {
  test('is screens in the colours of the terminal, where nobody asks for another', () => {
    expect(lookOf({}, {})).toEqual({ ...LOOK, theme: 'any' });
    expect(lookOf({ pane: true }, { COLORFGBG: '0;15' })).toEqual({ ...LOOK, theme: 'light' });
  });

  test.each([
    [{ theme: 'light' }, {}, { theme: 'light' }],
    [{}, { DOCKLAB_THEME: 'light', NO_COLOR: '1' }, { theme: 'light' }],
    [{}, { DOCKLAB_THEME: 'none', FORCE_COLOR: '1' }, { theme: 'none' }],
    [{}, { DOCKLAB_THEME: '' }, { theme: 'any' }],
    [{ theme: 'dark' }, { DOCKLAB_THEME: 'light' }, { theme: 'dark' }],
    [{ pane: false }, { DOCKLAB_PANE: 'on' }, { pane: 'handed-over' }],
    [{}, { DOCKLAB_PANE: 'off' }, { pane: 'handed-over' }],
    [{}, { DOCKLAB_PANE: 'ON' }, { pane: 'embedded' }],
    [{ reducedMotion: true }, {}, { motion: 'reduced' }],
    [{}, { DOCKLAB_REDUCED_MOTION: '1' }, { motion: 'reduced' }],
    [{}, { DOCKLAB_REDUCED_MOTION: '0' }, { motion: 'full' }],
  ] as const)('of %o and %o has %o', (flags, env, wanted) => {
    expect(lookOf(flags, env)).toMatchObject(wanted);
  });

  test.each([
    [{ screenReader: true }, {}],
    [{}, { DOCKLAB_SCREEN_READER: 'yes' }],
    [{}, { INK_SCREEN_READER: 'true' }],
    [{}, { TERM: 'dumb' }],
  ] as const)('of %o and %o is lines, in which nothing moves', (flags, env) => {
    const wanted = { output: 'linear', motion: 'reduced', pane: 'handed-over' };
    expect(lookOf(flags, env)).toMatchObject(wanted);
  });

  test('is screens when docklab’s own variable says so, whatever the others say', () => {
    const env = { DOCKLAB_SCREEN_READER: 'off', INK_SCREEN_READER: 'true', TERM: 'dumb' };
    expect(lookOf({}, env).output).toBe('screens');
  });
});

describe('a value that is none', () => {
  test.each([
    [{ theme: 'pink' }, {}, '--theme cannot be “pink”.', /dark, light, .*none/],
    [{}, { DOCKLAB_THEME: 'pink' }, 'DOCKLAB_THEME cannot be “pink”.', /dark, light, .*none/],
    [{}, { DOCKLAB_PANE: 'left' }, 'DOCKLAB_PANE cannot be “left”.', /on, off/],
    [{}, { DOCKLAB_REDUCED_MOTION: '2' }, 'DOCKLAB_REDUCED_MOTION cannot be “2”.', /on, off/],
    [{}, { DOCKLAB_SCREEN_READER: 'x' }, 'DOCKLAB_SCREEN_READER cannot be “x”.', /on, off/],
  ] as const)('%o %o is a mistake of usage that names the choices', (flags, env, message, next) => {
    const look = () => lookOf(flags, env);
    expect(look).toThrow(DocklabError);
    expect(look).toThrow(
      expect.objectContaining({
        code: 'usage',
        message,
        next: [expect.stringMatching(next)],
      }),
    );
  });
});
