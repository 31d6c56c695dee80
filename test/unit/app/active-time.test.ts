import { describe, expect, test } from 'vitest';
import { ActiveTime } from '../../../src/app/active-time.ts';

const MINUTE = 60_000;

describe('the time that a lesson takes', () => {
  test('is the time between signs of life', () => {
    const time = new ActiveTime();
    for (const minute of [0, 1, 3, 7]) time.sign(minute * MINUTE);
    expect(time.minutes()).toBe(7);
  });

  test('counts no more than five minutes without one', () => {
    const time = new ActiveTime();
    time.sign(0);
    time.sign(60 * MINUTE);
    expect(time.minutes()).toBe(5);
  });

  test('counts more where no key can be seen', () => {
    const time = new ActiveTime();
    time.sign(0);
    time.sign(20 * MINUTE, 30 * MINUTE);
    expect(time.minutes()).toBe(20);
  });

  test('does not count from leaving to coming back', () => {
    const time = new ActiveTime();
    time.sign(0);
    time.leave(2 * MINUTE);
    time.sign(4 * MINUTE);
    time.sign(5 * MINUTE);
    expect(time.minutes()).toBe(3);
  });

  test('is not taken twice, and never runs backwards with the clock', () => {
    const time = new ActiveTime();
    time.sign(10 * MINUTE);
    time.sign(11 * MINUTE);
    time.sign(0);
    expect(time.take()).toBe(1);
    expect(time.take()).toBe(0);
  });
});
