/** A course whose only lesson is very long, without a lab that could be launched: for reading. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MINI_COURSE = resolve(import.meta.dirname, '../../test/fixtures/mini-course');
const SECTION_LINES = 40;

/** Writes it to `dir`. Its text has `lines` lines, each with its number, in sections with all kinds of blocks. */
export function writeLongCourse(dir: string, lines: number): void {
  cpSync(MINI_COURSE, dir, { recursive: true });
  const file = join(dir, 'lessons/01-hello/lesson.md');
  const frontMatter = readFileSync(file, 'utf8').split(/^---$/m)[1] ?? '';
  writeFileSync(file, `---${frontMatter}---\n\n${longText(lines).join('\n')}\n`);
}

/** The same lines as a pager would show them. */
export function longText(lines: number): string[] {
  return Array.from({ length: lines }, (_, index) => textLine(index));
}

function textLine(index: number): string {
  const name = `L${String(index).padStart(5, '0')}`;
  const at = index % SECTION_LINES;
  if (at === 0) return `## Section ${name}`;
  if (at === 1 || at === 11 || at === 19 || at === 29) return '';
  if (at === 12) return '```yaml';
  if (at === 18) return '```';
  if (at > 12 && at < 18)
    return `${name}: { image: "docklab/base:1", read_only: true, user: ${at} }`;
  if (at > 19 && at < 29) return `- ${name} a point with **strong words**, \`code\` and *emphasis*`;
  if (at > 29) return `> ${name} quoted: what runs as root in a container is root`;
  return `${name} the kernel knows no containers, only processes with namespaces  `;
}
