import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INTERRUPT, KEYMAP } from '../../src/ui/keymap.ts';
import { keysMarkdown, keysText } from '../../src/ui/key-list.ts';
import { printedKey } from '../../src/ui/keys.ts';

const PLACES = Object.values(KEYMAP);

describe('the list of keys', () => {
  test.each([
    ['as text', keysText],
    ['as Markdown', keysMarkdown],
  ])(
    '%s has every place of the key map, and each of its keys on a line with what it does',
    (_, list) => {
      const text = list();
      for (const { title, bindings } of PLACES) {
        const section = text.slice(text.indexOf(title)).split('\n\n## ')[0] ?? '';
        for (const { keys, help } of bindings) {
          const line = section.split('\n').find((one) => one.includes(help)) ?? '';
          expect([help, line]).toEqual([help, expect.stringContaining(printedKey(keys[0] ?? ''))]);
        }
      }
      expect(text).toContain(INTERRUPT.help);
    },
  );

  test('in docs/keys.md is that of the key map (npm run keys writes it)', () => {
    const written = readFileSync(resolve('docs/keys.md'), 'utf8');
    expect(written, 'the key map changed: run `npm run keys`').toBe(keysMarkdown());
  });
});
