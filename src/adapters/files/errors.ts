/** Failures of the file system in docklab's own errors. */
import { DocklabError } from '../../host/error.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether a failure has one of these names, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(error));
}

/** `doing` completes "docklab could not … PATH". */
export function fileError(error: unknown, doing: string, path: string): DocklabError {
  if (error instanceof DocklabError) return error;
  const message = `docklab could not ${doing} ${path}.`;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DocklabError('disk-full', message, {
        why: 'The disk is full. What was there before is unharmed.',
        next: ['See how full it is: df -h', 'Make room, then run the same command again.'],
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DocklabError('files-refused', message, {
        why: 'You have no permission there.',
        next: [
          `See whose it is: ls -ld ${path}`,
          'Or keep docklab\'s files elsewhere: export DOCKLAB_HOME="$HOME/docklab"',
        ],
        cause: error,
      });
    case 'ENOENT':
      return new DocklabError('not-found', message, { why: 'It is not there.', cause: error });
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
      return new DocklabError('files-refused', message, {
        why: 'Something of another kind is in its place (a file where a folder is needed, or the other way round).',
        next: [`See what is there: ls -ld ${path}`],
        cause: error,
      });
    default:
      return new DocklabError('internal', message, {
        why: error instanceof Error ? error.message : String(error),
        cause: error,
      });
  }
}
