import { describe, expect, test } from 'vitest';
import { KEYMAP, helpOrder } from '../../src/ui/keymap.ts';
import { actionOf, printedKey } from '../../src/ui/keys.ts';
import type { KeyPlace } from '../../src/ui/keys.ts';
import { textOf } from '../../src/ui/text/span.ts';
import { footer } from '../../src/ui/views/bars.ts';
import { helpRows } from '../../src/ui/views/help.ts';

const PLACES = Object.keys(KEYMAP) as KeyPlace[];

describe('the key map', () => {
  test.each(PLACES)('gives each key of %s one meaning', (place) => {
    const keys = KEYMAP[place].bindings.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(['text', 'tasks', 'questions', 'pages', 'finish'] as const)(
    'of a lesson keeps its keys for all of a lesson while in %s',
    (place) => {
      for (const { keys, action } of KEYMAP.lesson.bindings)
        for (const key of keys)
          expect([key, actionOf(key, [place, 'lesson'])]).toEqual([key, action]);
    },
  );

  test('has a way out of every place', () => {
    const ways = new Set([
      'back',
      'quit',
      'no',
      'clear-filter',
      'forget-command',
      'undo-search',
      'leave-shell',
    ]);
    for (const place of PLACES) {
      const places: KeyPlace[] = [
        'text',
        'tasks',
        'questions',
        'pages',
        'finish',
        'exam',
        'campaign',
      ].includes(place)
        ? [place, 'lesson']
        : [place];
      const actions = places.flatMap((one) => KEYMAP[one].bindings.map(({ action }) => action));
      expect([place, actions.some((action) => ways.has(action))]).toEqual([place, true]);
    }
  });
});

describe('the help', () => {
  test.each(['home', 'lesson'] as const)(
    'from %s says what each key of each place does',
    (from) => {
      const text = helpRows(from, 100).map(textOf).join('\n');
      for (const place of helpOrder(from)) {
        expect(text).toContain(KEYMAP[place].title);
        for (const { help, keys } of KEYMAP[place].bindings) {
          expect(text).toContain(help);
          expect(text).toContain(printedKey(keys[0] ?? ''));
        }
      }
    },
  );

  test('starts with the keys of where one is', () => {
    expect(textOf(helpRows('home', 80)[0] ?? [])).toBe(KEYMAP.home.title);
    expect(textOf(helpRows('lesson', 80)[0] ?? [])).toBe(KEYMAP.lesson.title);
  });
});

describe('the footer', () => {
  test.each([60, 80, 100, 140, 200])(
    'fits into %i columns and always has help and the way out',
    (width) => {
      for (const places of [
        ['home'],
        ['text', 'lesson'],
        ['tasks', 'lesson'],
        ['questions', 'lesson'],
      ] as const) {
        const text = textOf(footer(places, width));
        expect(text.length).toBe(width);
        expect(text).toMatch(/\? all keys +q (back|quit)/);
      }
    },
  );

  test('does not name a key that does something else here', () => {
    const text = textOf(footer(['no-shell', 'lesson'], 120));
    expect(text).toContain('F6 to the text');
    expect(text).not.toContain('F6 shell');
  });

  test('leaves out the less important keys first', () => {
    const text = textOf(footer(['text', 'lesson'], 80));
    expect(text).toContain('F6 shell');
    expect(text).not.toContain('r reset');
  });
});
