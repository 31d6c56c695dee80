/** The two services: what visitors do with them, and the way in that each leaves open. */
import { fail, oneLine, pass, type HttpRequest, type Observe } from 'docklab/verify';

export const PORT = 80;

const ask = (page: string, key: string, word: string): HttpRequest => ({
  path: `/cgi-bin/${page}?${key}=${encodeURIComponent(word)}`,
});

/** What is different between the two. */
export interface Site {
  /** Its name in front of `sh attack.sh`, which is the service's, too. */
  name: 'book' | 'line';
  /** All that the service needs, and the right to a low port, which an older engine asks for. */
  needs: readonly string[];
  hole(script: string): HttpRequest;
}

export const BOOK: Site = {
  name: 'book',
  needs: ['DAC_OVERRIDE', 'NET_BIND_SERVICE'],
  hole: (script) => ask('book', 'find', `x' /dev/null\n${script}#`),
};

export const LINE: Site = {
  name: 'line',
  needs: ['NET_RAW', 'NET_BIND_SERVICE'],
  hole: (script) => ask('line', 'host', `> /dev/null 2>&1\n${script}#`),
};

const short = (said: string) => oneLine(said.trim(), 120);

/** The guest book takes an entry and finds it again. */
export const takesEntries: Observe = async (book) => {
  const entry = `A word by docklab ${Math.floor(Math.random() * 1e9)}.`;
  const signed = await book.http(PORT, ask('book', 'sign', entry));
  if (signed.is === 'silent')
    return fail(`The book does not answer on port ${PORT}: ${short(signed.reason)}`);
  const read = await book.http(PORT, { path: '/cgi-bin/book' });
  if (read.is === 'answered' && read.body.includes(entry))
    return pass('A visitor signed, and the entry is in the book.');
  return fail(
    `The book takes no entry: ${short(signed.body)}. /data/book.txt belongs to uid 1000, and root without DAC_OVERRIDE is nobody special there.`,
    "sh visit.sh book sign 'hello'",
  );
};

/** The tester finds the machine of the guest book on the wire. */
export const findsTheBook: Observe = async (line, { lab, host }) => {
  const name = lab.container('book');
  const other = await host.find(name);
  if (other.is !== 'running') return fail(`There is nobody to test: ${other.feedback}`, other.see);
  const answer = await line.http(PORT, ask('line', 'host', name));
  if (answer.is === 'silent')
    return fail(`The tester does not answer on port ${PORT}: ${short(answer.reason)}`);
  if (answer.body.includes('Unicast reply'))
    return pass(`The tester asked on the wire, and ${name} answered.`);
  const { uid, noNewPrivs } = await line.status();
  return fail(
    answer.body.includes('not permitted')
      ? `The tester may open no raw socket: ${short(answer.body)}. It needs NET_RAW in its effective set; a user that is not root gets nothing of what docker run adds${noNewPrivs && uid.effective !== 0 ? ', and with no-new-privileges nothing of what a file gives' : ''}.`
      : `The tester does not find ${name}: ${short(answer.body)}. Are both on $LAB_NET?`,
    'sh visit.sh line host $LAB_BOOK',
  );
};
