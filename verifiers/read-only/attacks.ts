/** What an attacker does who can run commands in the container: plant, drop and start, fill, look for another place. */
import { fail, pass, type Observe } from 'docklab/verify';
import { placesIn, placesListed, PROGRAM, searchPlaces } from '../shared/places.ts';
import {
  inject,
  inMB,
  inTurn,
  LIMIT,
  MB,
  notTried,
  PORT,
  saysDenied,
  saysReadOnly,
  short,
  token,
} from './guest-book.ts';

/** Bytes that the attacker tries to write; few, because in the untouched lab they go to the host's disk. */
const FLOOD = 32 * MB;

/** Where the notes are, in the attacker's shell. */
const NOTES = '"${DATA_DIR:-/data}"';
const ranAs = (said: string) => /it-runs-as (\d+)/.exec(said)?.[1];

export const plantProgram: Observe = async (web) => {
  const name = `planted-${token()}`;
  const tried = await inject(web, `printf ${PROGRAM} >${name} && chmod 755 ${name}`);
  if (tried.is === 'out') return notTried(tried.reason);
  const said = short(tried.said);
  if (saysReadOnly(said)) return pass(`Planting a program in the web root gives: ${said}`);
  const page = await web.http(PORT, { path: `/cgi-bin/${name}` });
  await inject(web, `rm -f ${name}`);
  const uid = page.is === 'answered' ? ranAs(page.body) : undefined;
  if (uid !== undefined)
    return fail(
      `Planted a program over HTTP; your own web server ran it for a visitor as uid ${uid}: /cgi-bin/${name}`,
    );
  return saysDenied(said)
    ? fail(
        `Only file permissions kept a program out of the web root (${said}). They hold until something in the container runs as root or as the owner; a read-only filesystem holds for root too.`,
      )
    : fail(
        `Planting a program in the web root did not fail with "Read-only file system": ${said || 'it was written'}`,
      );
};

export const startDropped: Observe = inTurn(async (web) => {
  const tried = await inject(
    web,
    `program=${NOTES}/dropped-${token()}
printf ${PROGRAM} >"$program" && chmod 755 "$program" && echo dropped && "$program"
rm -f "$program"`,
  );
  if (tried.is === 'out') return notTried(tried.reason);
  const uid = ranAs(tried.said);
  if (uid !== undefined)
    return fail(`Dropped a program beside the notes and started it: it ran as uid ${uid}.`);
  const [before = '', reason] = tried.said.split(/^dropped$/m);
  if (reason === undefined)
    return fail(
      `Nothing can be written where the notes belong (${short(before)}), neither by the attacker nor by the guest book: that says nothing about starting it.`,
    );
  return saysDenied(reason)
    ? pass(`A program can be dropped beside the notes, but not started: ${short(reason)}`)
    : fail(`The dropped program did not fail with "Permission denied": ${short(reason)}`);
});

export const fillUp: Observe = inTurn(async (web) => {
  const tried = await inject(
    web,
    `flood=${NOTES}/flood-${token()}
dd if=/dev/zero of="$flood" bs=65536 count=${FLOOD / 65536} 2>&1 | grep -v -e records -e copied
echo "bytes $({ wc -c <"$flood"; } 2>/dev/null)"
rm -f "$flood"`,
  );
  if (tried.is === 'out') return notTried(tried.reason);
  const bytes = Number(/^bytes (\d+)$/m.exec(tried.said)?.[1] ?? 0);
  const reason = short(tried.said.replace(/^bytes.*$/m, ''));
  if (bytes >= FLOOD)
    return fail(
      `Wrote ${inMB(bytes)} beside the notes, and only the attacker's own limit ended it.`,
    );
  if (!/no space left/i.test(reason))
    return bytes === 0
      ? fail(`Nothing can be written where the notes belong, not even a note: ${reason}`)
      : fail(`Writing stopped after ${inMB(bytes)}, but not because there was no room: ${reason}`);
  return bytes <= LIMIT
    ? pass(`Writing beside the notes stopped after ${inMB(bytes)}: ${reason}`)
    : fail(`Writing stopped only after ${inMB(bytes)}; at most ${inMB(LIMIT)} are wanted.`);
});

const ELSEWHERE = `find / \\( -path /proc -o -path /sys -o -path ${NOTES} \\) -prune -o -type d -print`;

export const searchPlace: Observe = async (web) => {
  const tried = await inject(web, searchPlaces(ELSEWHERE, `search-${token()}`));
  if (tried.is === 'out') return notTried(tried.reason);
  const { places, tried: count } = placesIn(tried.said);
  if (count === 0) return notTried(`no directory was found: ${short(tried.said)}`);
  if (places.length === 0)
    return pass(
      `In none of the ${count} other directories could a program be written and started.`,
    );
  return fail(`A program could be written and started in ${placesListed(places)}.`);
};
