/** The attacks: somebody with the rights of the app starts the programs that the lab has planted. */
import {
  fail,
  oneLine,
  pass,
  SETGID,
  SETUID,
  type Finding,
  type Observe,
  type OwnedFile,
} from 'docklab/verify';
import { short, VOLUME } from './board.ts';
import { CAP_SETGID, CAP_SETUID, capName } from './capabilities.ts';
import { gainOf, tryPrograms, type Strike, type Tried } from './helpers.ts';

const PLANTED = ['/usr/local/bin/asroot', '/opt/till/bin/open-drawer', '/usr/bin/mailbox'];
const FIX = `${VOLUME}/kims-fix`;
const TICKET = '/opt/till/bin/print-ticket';

const bitOf = (file: OwnedFile | undefined) => (file?.mode ?? 0) & (SETUID | SETGID);
const bitsOf = (file: OwnedFile | undefined) => (file?.mode ?? 0).toString(8);

/** What must be said before a program is looked at; undefined when the attack was really made, by no root. */
function notAnAttack({ who, uid }: Strike): Finding | undefined {
  if (uid === undefined)
    return fail(
      'The attack could not be tried: no shell ran in your container. Keep the board and the tools of $LAB_BASE in your image.',
      "sh attack.sh 'id'",
    );
  return uid === 0
    ? fail(
        `${who} is uid 0 at once and needs no helper: the app itself runs as root. End your Dockerfile with USER 1000:1000.`,
        "sh attack.sh 'id'",
      )
    : undefined;
}

const attackOn =
  (paths: readonly string[], judge: (strike: Strike) => Finding): Observe =>
  async (web, context) => {
    const strike = await tryPrograms(web, context, paths);
    const not = notAnAttack(strike);
    if (not) return not;
    for (const tried of strike.tried) {
      const gain = gainOf(tried);
      if (gain !== undefined)
        return fail(
          `${strike.who}, uid ${strike.uid}, started ${tried.path} and ${gain}.`,
          `sh attack.sh '${tried.path} /bin/grep -E "^[UG]id" /proc/self/status'`,
        );
    }
    return judge(strike);
  };

const nameOfWall = ({ status }: Strike, { nosuid }: Tried) =>
  status.noNewPrivs ? 'no-new-privileges' : nosuid ? 'the nosuid of its mount' : 'something else';

/** In the image the bit itself must be gone, not only be without effect in this container. */
export const startPlanted = attackOn(PLANTED, (strike) => {
  const armed = strike.tried.find(({ file }) => bitOf(file) !== 0);
  if (armed)
    return fail(
      `Only ${nameOfWall(strike, armed)} stopped it: ${armed.path} still has mode ${bitsOf(armed.file)}, and works in every container of your image that is started without that.`,
      `docker exec $LAB_WEB ls -l ${armed.path}`,
    );
  const left = strike.tried.filter(({ started }) => started.is !== 'absent');
  const words =
    left.length === 0
      ? 'the programs are not there any more'
      : `${left.map(({ path }) => path).join(', ')} gave nothing: no bit is left on ${left.length === 1 ? 'it' : 'them'}`;
  return pass(`${strike.who} stayed uid ${strike.uid}: ${words}.`);
});

/** In the volume the bit is to stay, and be without effect. */
export const startFix = attackOn([FIX], (strike) => {
  const [fix] = strike.tried;
  if (fix === undefined || fix.started.is === 'absent')
    return fail(
      `${FIX} is not there, so the attack proves nothing. Mount the volume (-v docklab-setuid-shared:${VOLUME}:ro); if you removed the program from it: docklab reset setuid.`,
      `docker exec $LAB_WEB ls -l ${VOLUME}`,
    );
  const stayed = `${strike.who} started ${FIX} and stayed uid ${strike.uid}`;
  if (bitOf(fix.file) === 0)
    return fail(
      `${stayed}, because you took the bit off in the volume (mode ${bitsOf(fix.file)}). Whoever fills the volume puts it back tomorrow; make the container ignore it. For the bit: docklab reset setuid.`,
      `docker exec $LAB_WEB ls -l ${FIX}`,
    );
  if (fix.started.is === 'refused')
    return pass(`${FIX} did not start at all: ${short(fix.started.said)}`);
  return pass(
    `${stayed}, although its mode is ${bitsOf(fix.file)}: ${nameOfWall(strike, fix)} stopped it.`,
  );
});

/** The right must be out of reach for good, not only for a program that this container ignores. */
export const startTicket = attackOn([TICKET], (strike) => {
  const [ticket] = strike.tried;
  const { bounding } = strike.status.caps;
  const left = [CAP_SETUID, CAP_SETGID].filter((cap) => (bounding & (1n << cap)) !== 0n);
  if (ticket?.started.is === 'ran' && strike.status.noNewPrivs && left.length > 0)
    return fail(
      `Only no-new-privileges stopped ${TICKET}: ${left.map(capName).join(' and ')} can still be had in this container, by root for instance.`,
      'docker exec $LAB_WEB grep -E "CapBnd|NoNewPrivs" /proc/1/status',
    );
  if (ticket?.started.is === 'refused')
    return pass(`The kernel refused to start ${TICKET}: ${oneLine(ticket.started.said, 120)}`);
  return ticket?.started.is === 'absent'
    ? pass(`${TICKET} is not in your container any more.`)
    : pass(`${strike.who} started ${TICKET} and stayed uid ${strike.uid}.`);
});
