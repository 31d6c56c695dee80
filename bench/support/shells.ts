/** The learner's shell in the pane of a lesson, and the peers that it is compared with, each ready for a command. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PtyProgram } from '../../test/support/pty.ts';
import { writeOwnCourse } from '../../test/support/own-course.ts';
import { end, onTerminal, openDocklab, runDocklab, type Env } from './docklab.ts';

const SIZE = { columns: 140, rows: 40 };
const F6 = '\u001b[17~';
const PROMPT = 'ready> ';
const BASH = ['bash', '--norc', '--noprofile'];

export interface Shell {
  readonly program: PtyProgram;
  close(): Promise<void>;
}

/** The pane of a lesson with a lab of its own, with the focus. */
export async function paneShell(home: string, plain: Env, lesson: string): Promise<Shell> {
  const course = join(home, 'course');
  writeOwnCourse(course, lesson);
  const env = { ...plain, DOCKLAB_COURSE: course, SHELL: '/bin/bash' };
  const program = openDocklab(['learn', lesson], env, SIZE);
  const close = async (): Promise<void> => {
    await end(program);
    runDocklab(['clean', '--yes'], env);
  };
  try {
    await program.until(/0 of 1 done/);
    // The shell opens by itself; its prompt ends in one of these.
    await program.until(/[$#]$/m);
    program.type(F6);
    await program.until(/F6 to the text/);
    await prompted(program);
    return { program, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same on the bare terminal. */
export async function bareShell(env: Env): Promise<Shell> {
  const program = onTerminal(BASH, env, SIZE);
  await prompted(program);
  return { program, close: () => end(program) };
}

/** The same inside tmux, on a server of its own. */
export async function tmuxShell(env: Env): Promise<Shell> {
  const server = `docklab-bench-${process.pid}`;
  const program = onTerminal(['tmux', '-L', server, '-f', '/dev/null', 'new', ...BASH], env, SIZE);
  await prompted(program);
  return {
    program,
    close: async () => {
      execFileSync('tmux', ['-L', server, 'kill-server']);
      await program.ended;
    },
  };
}

/** Gives the shell a prompt that nothing else on the screen looks like. */
async function prompted(program: PtyProgram): Promise<void> {
  program.type(`unset HISTFILE; PS1='ready''> '; clear\r`);
  await atPrompt(program);
}

/** When (`performance.now()`) the prompt was there again. */
export async function atPrompt(program: PtyProgram): Promise<number> {
  return (await program.shown((frame) => frame.includes(PROMPT.trim()), 'the prompt')).at;
}
