import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { KeyQueue } from '../../src/ui/state/key-queue.ts';

function pressing() {
  const queue = new KeyQueue();
  const pressed: string[] = [];
  const stop = queue.listen((name) => pressed.push(name));
  return { queue, pressed, stop };
}

describe('keys that come together', () => {
  test('are pressed one by one, each after the one before it is drawn', async () => {
    const { queue, pressed } = pressing();
    queue.push(['a', 'b', 'c']);
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
    const { queue, pressed } = pressing();
    queue.push(['a']);
    queue.drawn(1);
    await nextTurn();
    queue.push(['b']);
    expect(pressed).toEqual(['a', 'b']);
  });

  test('are for the screen that comes next when one goes', async () => {
    const { queue, pressed, stop } = pressing();
    queue.push(['a', 'b']);
    stop();
    queue.drawn(1);
    await nextTurn();
    expect(pressed).toEqual(['a']);
    const next: string[] = [];
    queue.listen((name) => next.push(name));
    expect(next).toEqual(['b']);
  });

  test('have had their effect when the last one is drawn', async () => {
    const { queue } = pressing();
    await queue.idle();
    queue.push(['a', 'b']);
    let isIdle = false;
    void queue.idle().then(() => (isIdle = true));
    queue.drawn(1);
    await nextTurn();
    expect(isIdle).toBe(false);
    queue.drawn(2);
    await nextTurn();
    await nextTurn();
    expect(isIdle).toBe(true);
  });
});
