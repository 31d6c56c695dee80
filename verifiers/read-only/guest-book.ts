/** The guest book: what its visitors do, and the way in that its search leaves open. */
import {
  breakIn,
  couldNotTry,
  fail,
  oneLine,
  pass,
  takingTurns,
  type Observe,
  type Target,
} from 'docklab/verify';

export const PORT = 8080;
export const MB = 1024 * 1024;
/** The most bytes that the notes may take. */
export const LIMIT = 16 * MB;

export const inMB = (bytes: number) => `${Number((bytes / MB).toFixed(1))} MB`;
export const token = () => crypto.randomUUID().slice(0, 8);
export const short = (said: string) => oneLine(said, 160);
export const saysReadOnly = (said: string) => /read-only file ?system/i.test(said);
export const saysDenied = (said: string) => /permission denied/i.test(said);

/** No note can be kept while an attack fills the room for it. */
export const inTurn = takingTurns();

/** Runs shell commands in the container through the search of the guest book, as an attacker does. */
export const inject = (web: Target, commands: string) =>
  breakIn(
    web,
    PORT,
    (script) => ({ method: 'POST', path: '/cgi-bin/search', body: `' /dev/null\n${script}#` }),
    commands,
  );

export const notTried = (reason: string) =>
  couldNotTry(
    `The attack could not be tried: the search does not run the attacker's commands (${reason}). A guest book that is down withstands nothing, and mending this hole leaves the one that nobody knows of yet: keep the search of $LAB_WEB_IMAGE, and harden the container around it.`,
    "bash web.sh attack 'id'",
  );

/** The service: a note can be left and read again. */
export const keepsNotes: Observe = inTurn(async (web) => {
  const note = `docklab was here ${token()}`;
  const signed = await web.http(PORT, { method: 'POST', path: '/cgi-bin/guestbook', body: note });
  if (signed.is === 'silent')
    return fail(`The guest book does not answer on port ${PORT}: ${oneLine(signed.reason)}`);
  const shown = await web.http(PORT, { path: '/cgi-bin/guestbook' });
  if (signed.status === 200 && shown.is === 'answered' && shown.body.includes(note))
    return pass(`Signed the guest book with "${note}" and read it back.`);
  const said = short(signed.body);
  const advice = saysReadOnly(said)
    ? ' It has no writable place for its notes: give it one, and no more.'
    : saysDenied(said)
      ? ' The user of the container may not write there: look at the owner and mode of the place.'
      : '';
  return fail(
    `The guest book did not keep a note. It answered (status ${signed.status}): ${said}${advice}`,
  );
});
