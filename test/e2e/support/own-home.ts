/** A folder of a test's own: docklab's home, the person's home, and a course with one lesson under a name of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { docker } from '../../support/docker.ts';
import { writeOwnCourse } from '../../support/own-course.ts';

export const PROGRAM = resolve('bin/docklab.cjs');

const SERVE =
  'mkdir -p /tmp/www && echo hello > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www';

export class OwnHome {
  readonly dir: string;
  readonly lesson: string;

  /** `lesson` is the id of the only lesson, which no other test may have. */
  constructor(lesson: string) {
    this.dir = mkdtempSync(join(tmpdir(), `docklab-${lesson}-`));
    this.lesson = lesson;
    writeOwnCourse(join(this.dir, 'course'), lesson);
  }

  /** For a terminal: a shell there says nothing but what it is asked. */
  env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      CI: undefined,
      TMUX: undefined,
      DOCKLAB_HOME: this.dir,
      DOCKLAB_COURSE: join(this.dir, 'course'),
      SHELL: '/bin/bash',
      HOME: this.dir,
    };
  }

  /** The learner's files of the lesson. */
  get workspace(): string {
    return join(this.dir, 'data', `mini-${this.lesson}`, 'workspaces', this.lesson);
  }

  /** Does what the lesson asks for, or undoes it: the container again, as another user. */
  replaceWeb(user: string): void {
    const name = `${this.lesson}-web`;
    docker('rm', '-f', name);
    docker('run', '-d', '--name', name, '--user', user, 'docklab/base:1', 'sh', '-c', SERVE);
  }

  /** Removes everything, on the engine too. */
  close(): void {
    const clean = [PROGRAM, 'clean', '--yes'];
    execFileSync(process.execPath, clean, { env: this.env(), stdio: 'ignore' });
    rmSync(this.dir, { recursive: true, force: true });
  }
}
