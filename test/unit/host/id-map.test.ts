import { describe, expect, test } from 'vitest';
import { parseIdMap } from '../../../src/host/id-map.ts';

describe('ids inside a user namespace', () => {
  test('are the host’s own where nothing is mapped', () => {
    const inside = parseIdMap('         0          0 4294967295\n');
    expect([inside(0), inside(10001)]).toEqual([0, 10001]);
  });

  test('are counted from the start of the range that holds them', () => {
    const inside = parseIdMap('0 100000 1000\n1000 1000 1\n1001 101001 64535\n');
    expect([100000, 100999, 1000, 101001].map(inside)).toEqual([0, 999, 1000, 1001]);
  });

  test('are -1 for who has none there', () => {
    const inside = parseIdMap('0 100000 65536\n');
    expect([0, 99999, 165536].map(inside)).toEqual([-1, -1, -1]);
  });

  test('are -1 when the map is empty', () => {
    expect(parseIdMap('')(0)).toBe(-1);
  });
});
