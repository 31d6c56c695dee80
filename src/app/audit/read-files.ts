/** Owner and mode of files of the host, symlinks followed. */
import { seen, unseen, type FileAnswer, type FileFacts, type Seen } from '../../audit/facts.ts';
import { clean } from '../../audit/paths.ts';
import type { FactAnswer, FactRequest, Facts } from '../../host/facts.ts';

const MAX_LINKS = 8;
const CERTIFICATES = '/etc/docker/certs.d';
/** What a registry's folder holds that the engine reads. */
const CERTIFICATE = /\.(crt|cert|key)$/;

const REFUSED = 'cannot be looked at by you. Try it with sudo.';

/** By path; every path that was asked for has an answer. */
export async function statAll(
  facts: Facts,
  paths: readonly string[],
): Promise<Record<string, FileAnswer>> {
  const found: Record<string, FileAnswer> = {};
  let asked = paths.map((path) => ({ path, at: path }));
  for (let links = 0; asked.length > 0 && links <= MAX_LINKS; links += 1) {
    const stats = await facts.read(asked.map(({ at }): FactRequest => ({ get: 'stat', path: at })));
    const symlinks: typeof asked = [];
    for (const [index, one] of asked.entries()) {
      const answer = stats[index];
      if (answer?.is === 'stat' && answer.stat.type === 'symlink') symlinks.push(one);
      else found[one.path] = toAnswer(one.at, answer);
    }
    asked = await followed(facts, symlinks);
  }
  for (const { path } of asked) found[path] = { is: 'absent' };
  return found;
}

function toAnswer(path: string, answer: FactAnswer | undefined): FileAnswer {
  if (answer?.is === 'stat') return { is: 'file', file: { path: clean(path), stat: answer.stat } };
  return answer?.is === 'absent' ? { is: 'absent' } : { is: 'unseen', why: `${path} ${REFUSED}` };
}

async function followed(facts: Facts, symlinks: readonly { path: string; at: string }[]) {
  if (symlinks.length === 0) return [];
  const links = await facts.read(
    symlinks.map(({ at }): FactRequest => ({ get: 'link', path: at })),
  );
  return symlinks.map(({ path, at }, index) => {
    const link = links[index];
    const target = link?.is === 'link' ? link.target : '/nonexistent';
    const folder = at.slice(0, at.lastIndexOf('/'));
    return { path, at: target.startsWith('/') ? target : `${folder}/${target}` };
  });
}

/** Certificates and keys of registries: each registry has a folder below. */
export async function registryCertificates(facts: Facts): Promise<Seen<FileFacts[]>> {
  const [registries] = await facts.read([{ get: 'list', path: CERTIFICATES }]);
  if (registries?.is === 'absent') return seen([]);
  if (registries?.is !== 'list') return unseen(`${CERTIFICATES} ${REFUSED}`);
  const folders = registries.names.map((name) => `${CERTIFICATES}/${name}`);
  const lists = await facts.read(folders.map((path): FactRequest => ({ get: 'list', path })));
  const paths = lists.flatMap((list, index) =>
    list.is === 'list'
      ? list.names
          .filter((name) => CERTIFICATE.test(name))
          .map((name) => `${folders[index]}/${name}`)
      : [],
  );
  const answers = Object.values(await statAll(facts, paths));
  const refused = answers.find((answer) => answer.is === 'unseen');
  if (refused !== undefined) return refused;
  return seen(answers.flatMap((answer) => (answer.is === 'file' ? [answer.file] : [])));
}
