import { expect, test } from 'vitest';
import { keepOuter, raiseOuter } from '../../../src/app/outer-limits.ts';
import type { AppEvent } from '../../../src/app/events.ts';
import type { Engine, EngineInfo, ExecResult } from '../../../src/host/engine.ts';

const signal = new AbortController().signal;
const exited = (code: number, stderr = ''): ExecResult => ({
  is: 'exited',
  code,
  stdout: '',
  stderr,
  truncated: false,
});
const host = (driver: EngineInfo['cgroupDriver'], rootless = false) =>
  ({
    cgroupDriver: driver,
    rootless,
    cgroupVersion: 2,
    cpus: 2,
    memoryBytes: 2 ** 32,
  }) as EngineInfo;

/** An engine whose helper ends as said, and how often it was asked for one. */
function engineThat(result: ExecResult) {
  const asked: string[] = [];
  const run: Engine['run'] = async (spec) => {
    asked.push(String(spec.env?.['LINES']));
    return result;
  };
  return { engine: { run } as unknown as Engine, asked };
}

test('a ceiling that the kernel took holds', async () => {
  const { engine } = engineThat(exited(0));
  expect(await raiseOuter(engine, host('cgroupfs'), () => undefined, signal)).toEqual({
    parent: '/docklab',
    holds: true,
  });
});

test('a ceiling that was refused does not hold, and that is told', async () => {
  const { engine } = engineThat(exited(1, 'cannot write memory.max'));
  const events: AppEvent[] = [];
  const outer = await raiseOuter(engine, host('cgroupfs'), (event) => events.push(event), signal);
  expect(outer?.holds).toBe(false);
  expect(events).toContainEqual({
    is: 'notice',
    text: 'The outer limits of labs could not be set: cannot write memory.max',
  });
});

test('a rootless engine has none', async () => {
  const { engine, asked } = engineThat(exited(0));
  expect(await raiseOuter(engine, host('systemd', true), () => undefined, signal)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('where systemd manages cgroups, the ceiling is raised again once containers run', async () => {
  const systemd = engineThat(exited(0));
  await keepOuter(systemd.engine, host('systemd'), () => undefined, signal);
  expect(systemd.asked).toEqual([expect.stringContaining('docklab.slice/memory.max')]);
  const cgroupfs = engineThat(exited(0));
  await keepOuter(cgroupfs.engine, host('cgroupfs'), () => undefined, signal);
  expect(cgroupfs.asked).toEqual([]);
});
