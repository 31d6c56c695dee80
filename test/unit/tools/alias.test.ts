import { expect, test } from 'vitest';
import { defineVerifier } from 'docklab/verify';

test('a verifier finds its contract under the name docklab/verify', () => {
  expect(defineVerifier({ lesson: 'x', tasks: {} })).toEqual({ lesson: 'x', tasks: {} });
});
