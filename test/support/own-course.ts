/** The course for tests under names of its own, so that no other lab on the engine is in the way. */
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MINI_COURSE = resolve(import.meta.dirname, '../fixtures/mini-course');

/** Writes it to `dir` with `lesson` as the id of its only lesson; its container is `LESSON-web`. */
export function writeOwnCourse(dir: string, lesson: string): void {
  cpSync(MINI_COURSE, dir, { recursive: true });
  renameSync(join(dir, 'lessons/01-hello'), join(dir, `lessons/01-${lesson}`));
  renameSync(join(dir, 'verifiers/hello.ts'), join(dir, `verifiers/${lesson}.ts`));
  replace(join(dir, 'course.yaml'), 'id: mini', `id: mini-${lesson}`);
  replace(join(dir, `verifiers/${lesson}.ts`), "lesson: 'hello'", `lesson: '${lesson}'`);
}

function replace(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
