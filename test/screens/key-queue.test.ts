import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { KeyQueue } from '../../src/ui/state/key-queue.ts';

function pressing() {
  const queue = new KeyQueue();
  const pressed: string[] = [];
  return {
    queue,
    pressed,
    push: (...names: string[]) => queue.push(names, (name) => pressed.push(name)),
  };
}

describe('keys that come together', () => {
  test('are pressed one by one, each after the one before it is drawn', async () => {
    const { queue, pressed, push } = pressing();
    push('a', 'b', 'c');
    expect(pressed).toEqual(['a']);
    await nextTurn();
    await nextTurn();
    expect(pressed).toEqual(['a']);
    queue.drawn(1);
    await nextTurn();
    expect(pressed).toEqual(['a', 'b']);
    queue.drawn(1);
    await nextTurn();
    expect(pressed).toEqual(['a', 'b']);
    queue.drawn(2);
    await nextTurn();
    expect(pressed).toEqual(['a', 'b', 'c']);
  });

  test('do not keep a later one waiting', async () => {
    const { queue, pressed, push } = pressing();
    push('a');
    queue.drawn(1);
    await nextTurn();
    push('b');
    expect(pressed).toEqual(['a', 'b']);
  });

  test('are forgotten when the screen goes', async () => {
    const { queue, pressed, push } = pressing();
    push('a', 'b');
    queue.drawn(1);
    queue.stop();
    await nextTurn();
    expect(pressed).toEqual(['a']);
  });
});
