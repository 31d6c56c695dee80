/** Paths as a container sees them, looked up from the host. */
import type { VerifierHost } from './contract.ts';
import type { Target } from './target.ts';

/** As many links in a row as are followed. */
const MAX_LINKS = 8;

/** The path that a path of the container leads to: links at its end followed within the container, no slash at the end. */
export async function followLinks(
  target: Target,
  host: Pick<VerifierHost, 'read'>,
  path: string,
): Promise<string> {
  let at = normal(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    const [link] = await host.read([{ get: 'link', path: `/proc/${target.info.pid}/root${at}` }]);
    if (link?.is !== 'link') break;
    at = normal(link.target.startsWith('/') ? link.target : `${at}/../${link.target}`);
  }
  return at;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
