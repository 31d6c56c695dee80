/** The attacks: somebody with the rights of the app starts the programs that the lab has planted. */
import {
  castOf,
  couldNotTry,
  fail,
  mountOf,
  oneLine,
  pass,
  SETGID,
  SETUID,
  whyRoot,
  type CheckContext,
  type Finding,
  type Observe,
  type OwnedFile,
  type Target,
} from 'docklab/verify';
import { gainOf, tryPrograms, type Strike, type Tried } from '../shared/helpers.ts';
import { short, strike as asTraveller, VOLUME } from './board.ts';
import { CAP_SETGID, CAP_SETUID, capName } from './capabilities.ts';

const PLANTED = ['/usr/local/bin/asroot', '/opt/till/bin/open-drawer', '/usr/bin/mailbox'];
const FIX = `${VOLUME}/kims-fix`;
const TICKET = '/opt/till/bin/print-ticket';

const bitOf = (file: OwnedFile | undefined) => (file?.mode ?? 0) & (SETUID | SETGID);
const bitsOf = (file: OwnedFile | undefined) => (file?.mode ?? 0).toString(8);

/** What must be said before a program is looked at; undefined when the attack was really made, by no root. */
async function notAnAttack(
  { who, self }: Strike,
  web: Target,
  { host }: CheckContext,
): Promise<Finding | undefined> {
  if (self === undefined)
    return couldNotTry(
      'The attack could not be tried: no shell ran in your container. Keep the board and the tools of $LAB_BASE in your image.',
      "sh attack.sh 'id'",
    );
  if (self.uids[0] !== 0) return undefined;
  const cast = await castOf(web, host);
  const why = await whyRoot(web, cast, cast.actors[0]);
  const cause = why?.is === 'fail' ? ` ${why.observed}` : '';
  return fail(
    `${who} is uid 0 at once and needs no helper: the app itself runs as root.${cause}`,
    why?.is === 'fail' ? why.see : "sh attack.sh 'id'",
  );
}

const attackOn =
  (
    paths: readonly string[],
    judge: (strike: Strike, web: Target) => Finding | Promise<Finding>,
  ): Observe =>
  async (web, context) => {
    const strike = await tryPrograms(web, context, paths, asTraveller);
    const not = await notAnAttack(strike, web, context);
    if (not) return not;
    for (const tried of strike.tried) {
      const gain = gainOf(tried, strike.self);
      if (gain !== undefined)
        return fail(
          `${strike.who}, uid ${uidOf(strike)}, started ${tried.path} and ${gain}.`,
          `sh attack.sh '${tried.path} /bin/grep -E "^[UG]id" /proc/self/status'`,
        );
    }
    return judge(strike, web);
  };

const uidOf = ({ self }: Strike) => self?.uids[0];

const nameOfWall = ({ status }: Strike, { nosuid }: Tried) =>
  status.noNewPrivs ? 'no-new-privileges' : nosuid ? 'the nosuid of its mount' : undefined;

/** A program that gave this attacker nothing, and has its bit. */
function stillArmed(strike: Strike, tried: Tried): string {
  const wall = nameOfWall(strike, tried);
  const { path, file, started } = tried;
  const bits = `${path} still has mode ${bitsOf(file)}`;
  if (wall !== undefined)
    return `Only ${wall} stopped it: ${bits}, and works in every container of your image that is started without that.`;
  return started.is === 'refused'
    ? `It did not start (${short(started.said)}), but ${bits}: whoever may start it gets the rights of its owner. Take the bit off.`
    : `It gave this attacker nothing new, but ${bits}, for others to start. Take the bit off.`;
}

/** In the image the bit itself must be gone, not only be without effect in this container. */
export const startPlanted = attackOn(PLANTED, (strike) => {
  const armed = strike.tried.find(({ file }) => bitOf(file) !== 0);
  if (armed) return fail(stillArmed(strike, armed), `docker exec $LAB_WEB ls -l ${armed.path}`);
  const left = strike.tried.filter(({ started }) => started.is !== 'absent');
  const words =
    left.length === 0
      ? 'the programs are not there any more'
      : `${left.map(({ path }) => path).join(', ')} gave nothing: no bit is left on ${left.length === 1 ? 'it' : 'them'}`;
  return pass(`${strike.who} stayed uid ${uidOf(strike)}: ${words}.`);
});

/** Brings the program and its bit back, as it is written at every start of the office. */
const AGAIN = 'docker restart $LAB_OFFICE';

/** Why starting the program of the volume proved nothing; undefined when it did prove something. */
async function notTheFix({ tried }: Strike, web: Target): Promise<string | undefined> {
  const [fix] = tried;
  if (fix === undefined || fix.started.is === 'absent')
    return `${FIX} is not there. Mount the volume (-v docklab-setuid-shared:${VOLUME}:ro); if you removed the program from it: ${AGAIN}.`;
  if (mountOf(await web.mounts(), FIX)?.target !== VOLUME)
    return `something else is mounted over ${FIX}. Leave the volume as it is, and make the container ignore the bit.`;
  if (bitOf(fix.file) === 0)
    return `you took the bit off in the volume (mode ${bitsOf(fix.file)}), and whoever fills the volume puts it back tomorrow. Make the container ignore it, and let the office put it back now: ${AGAIN}.`;
  return fix.started.is === 'mute'
    ? `${FIX} started nothing that could answer (it said: ${short(fix.started.said) || 'nothing'}). Keep /bin/grep in your image.`
    : undefined;
}

/** In the volume the bit is to stay, and be without effect. */
export const startFix = attackOn([FIX], async (strike, web) => {
  const not = await notTheFix(strike, web);
  if (not !== undefined)
    return fail(`The attack proves nothing: ${not}`, `docker exec $LAB_WEB ls -l ${VOLUME}`);
  const [fix] = strike.tried;
  if (fix?.started.is === 'refused')
    return pass(`${FIX} did not start at all: ${short(fix.started.said)}`);
  const wall = fix && nameOfWall(strike, fix);
  return pass(
    `${strike.who} started ${FIX} and stayed uid ${uidOf(strike)}, although its mode is ${bitsOf(fix?.file)}${wall === undefined ? '' : `: ${wall} stopped it`}.`,
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
  if (ticket?.started.is === 'mute')
    return fail(
      `The attack proves nothing: ${TICKET} started nothing that could answer. Keep /bin/grep in your image, or remove the program.`,
    );
  return ticket?.started.is === 'absent'
    ? pass(`${TICKET} is not in your container any more.`)
    : pass(`${strike.who} started ${TICKET} and stayed uid ${uidOf(strike)}.`);
});
