/** Links of a lesson that lead nowhere. Only files are looked up: nothing here reaches the network. */
import { join, normalize } from 'node:path/posix';
import type { Block, Inline } from './block.ts';
import type { LintedLesson } from './lint.ts';
import { flatten } from './lint-text.ts';
import { error } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Reader } from './reader.ts';

/** Relative links and images without a file or folder of the course behind them. */
export async function deadLinks(
  reader: Reader,
  { lesson, folder, file }: LintedLesson,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const block of flatten(lesson.blocks)) {
    for (const target of contentsOf(block).flatMap(targetsIn)) {
      const path = relativePath(target);
      if (path === undefined) continue;
      const place = { file, line: block.line };
      const found = normalize(join(folder, path)).replace(/\/$/, '');
      if (path.startsWith('/') || found === '..' || found.startsWith('../'))
        problems.push(
          error(place, `link to ${target} leaves the course: expected a path inside it`),
        );
      else if (!(await exists(reader, found)))
        problems.push(error(place, `dead link to ${target}: expected a file at ${found}`));
    }
  }
  return problems;
}

/** The path of a link to a file; undefined for `https:…` and for `#place` of this page. */
function relativePath(target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) return undefined;
  const path = target.replace(/[?#].*$/s, '');
  if (path === '') return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function exists(reader: Reader, path: string): Promise<boolean> {
  if ((await reader.readText(path)) !== undefined) return true;
  return (await reader.list(path)).length > 0;
}

function contentsOf(block: Block): readonly Inline[] {
  if (block.is === 'heading' || block.is === 'paragraph') return block.content;
  return block.is === 'table' ? [...block.head, ...block.rows.flat()].flat() : [];
}

function targetsIn(part: Inline): string[] {
  switch (part.is) {
    case 'image':
      return [part.src];
    case 'link':
      return [part.href, ...part.children.flatMap(targetsIn)];
    case 'strong':
    case 'emphasis':
    case 'strike':
      return part.children.flatMap(targetsIn);
    default:
      return [];
  }
}
