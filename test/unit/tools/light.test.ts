/** What the build puts in the place of slow things must say what those say. */
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { withLazyBuiltins } from '../../../tools/build/builtins.mjs';
import { LazySegmenter } from '../../../tools/build/stubs/segmenter.mjs';
import lightWidth from '../../../tools/build/stubs/string-width.cjs';

const SAMPLES = [
  '',
  'plain words',
  '┌─ ▸ ✔ done ✘ … “quoted” →',
  'e\u0301 combined',
  '👩‍👩‍👧 family, 🇩🇪 flag, 1️⃣ key',
  '한국어 日本語 ไทย',
  'two\r\nlines\tand a tab',
  '\u001b[1mbold\u001b[22m \u001b[38;5;12m─\u001b[39m',
  'a\u00adb soft',
  '❤\ufe0f heart',
];

/** Each character of the basic plane alone, and beside one that would join it if any did. */
function* everyCharacter(): Generator<string> {
  for (let code = 0; code < 0x1_00_00; code += 1) yield String.fromCharCode(code);
}

describe('the light segmenter', () => {
  const light = new LazySegmenter();
  const real = new Intl.Segmenter();
  const cut = (segmenter: Pick<Intl.Segmenter, 'segment'>, text: string) =>
    Array.from(segmenter.segment(text), ({ segment, index }) => [index, segment]);

  test.each(SAMPLES)('cuts %j as the real one does', (text) => {
    expect(cut(light, text)).toEqual(cut(real, text));
  });

  test('cuts every character between two others as the real one does', () => {
    const texts = [...everyCharacter()].flatMap((one) => [`a${one}a`, `─${one}✔`]);
    expect(texts.filter((text) => cut(light, text).join() !== cut(real, text).join())).toEqual([]);
  });
});

describe('the light width', () => {
  test.each(SAMPLES)('of %j is that of the whole table', (text) => {
    expect(lightWidth(text)).toBe(stringWidth(text));
    expect(lightWidth(text, { countAnsiEscapeCodes: true })).toBe(
      stringWidth(text, { countAnsiEscapeCodes: true }),
    );
    expect(lightWidth(text, { ambiguousIsNarrow: false })).toBe(
      stringWidth(text, { ambiguousIsNarrow: false }),
    );
  });

  test('of every character is that of the whole table', () => {
    const texts = [...everyCharacter()].map((one) => `a${one}`);
    expect(texts.filter((text) => lightWidth(text) !== stringWidth(text))).toEqual([]);
  });
});

describe("imports of Node's own modules", () => {
  test.each([
    ['import fs from "node:fs";\n', 'const fs = globalThis.process.getBuiltinModule("node:fs");\n'],
    ['import * as os from "os";\n', 'const os = globalThis.process.getBuiltinModule("os");\n'],
    [
      'import { join, resolve as resolve2 } from "node:path";\n',
      'const { join, resolve: resolve2 } = globalThis.process.getBuiltinModule("node:path");\n',
    ],
  ])('%j reads no more than it names', (code, light) => {
    expect(withLazyBuiltins(code)).toBe(light);
  });

  test('are made before all else, as imports are', () => {
    const code = 'first();\nimport { join } from "node:path";\nlast();\n';
    expect(withLazyBuiltins(code).split('\n')[0]).toMatch(/^const \{ join \}/);
  });

  test('leave those of other modules alone', () => {
    const code = 'import { a } from "./chunks/a.js";\nimport b from "dockerode";\n';
    expect(withLazyBuiltins(code)).toBe(code);
  });
});
