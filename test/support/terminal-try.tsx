/**
 * The screens on a real terminal with a learner that is made up: for trying by hand, without an engine.
 * Bundle it with esbuild (`--bundle --platform=node --format=esm`) and run it; `demo` as first argument plays the demo.
 */
import { spawn } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';
import { playDemo } from '../../src/ui/demo.tsx';
import type { Caption } from '../../src/ui/demo.tsx';
import { lookOf } from '../../src/ui/look.ts';
import { openCourse } from '../../src/ui/open.tsx';
import { FakeLearner } from '../screens/support/fake-learner.ts';
import {
  ROOT_FAILS,
  ROOT_PASSES,
  SIZE_PASSES,
  SIZE_UNSUPPORTED,
  TMP_FAILS,
  TMP_PASSES,
} from '../screens/support/verdicts.ts';

const learner = new FakeLearner();
const terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  look: lookOf({}, process.env),
  env: process.env,
};

async function launch(id: string): Promise<void> {
  for (let step = 0; step <= 20; step += 1) {
    const words = step < 14 ? `building docklab/${id}-web:lab` : 'waiting for web to answer';
    learner.lab(id, { is: 'starting', step: words, fraction: step / 20 });
    await after(60);
  }
  learner.lab(id, { is: 'running' });
  for (const verdict of [ROOT_FAILS, TMP_FAILS, SIZE_UNSUPPORTED]) {
    learner.checking('read-only', verdict.task);
    await after(200);
    learner.verdict(verdict);
  }
}

learner.onEnter = (id) => void launch(id);
learner.inShell = () =>
  new Promise((resolve) => {
    const shell = spawn('sh', ['-i'], { stdio: 'inherit', env: { ...process.env, PS1: 'lab$ ' } });
    shell.on('exit', () => {
      learner.verdict(ROOT_PASSES);
      resolve();
    });
  });

async function* script(): AsyncGenerator<Caption> {
  yield { caption: 'A lab starts: a web server with a hole, as one finds it on the internet.' };
  await launch('read-only');
  yield { caption: 'The attack works: docklab wrote a program into the container and ran it.' };
  await after(1_500);
  yield {
    caption: 'Now the reference solution: the container anew, with a read-only root filesystem.',
  };
  for (const verdict of [ROOT_PASSES, TMP_PASSES, SIZE_PASSES]) {
    await after(700);
    learner.verdict(verdict);
  }
  yield {
    caption: 'Every attack fails, and the server still answers. That is what you will do yourself.',
  };
  await after(1_500);
}

const isDemo = process.argv[2] === 'demo';
const outcome = isDemo
  ? await playDemo(learner, 'read-only', script(), terminal)
  : await openCourse(learner, { ...terminal, lesson: process.argv[2] });
process.stdout.write(`ended: ${outcome.is}\n`);
process.exitCode = outcome.is === 'interrupted' ? 130 : 0;
