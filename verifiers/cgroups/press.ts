/** The poster press, and what is asked of it. */
import {
  enforcedOn,
  fail,
  limitsOf,
  oneLine,
  pass,
  takingTurns,
  type CheckContext,
  type ExecResult,
  type Limits,
  type Observe,
} from 'docklab/verify';
import { MB } from '../shared/limits.ts';
import { notTriedIn } from '../shared/pests.ts';

/** The most that each task allows. */
export const MOST = { memory: 64 * MB, pids: 64, cpus: 0.5, writes: 8 * MB };

/**
 * The attacks take the whole container: nothing else can be asked of it meanwhile. That holds for every command in it, too:
 * while one starts, the threads of the engine's helper count as processes of the press.
 */
export const inTurn = takingTurns();

const PORT = 8080;
const ORDER = '/cgi-bin/poster?mb=16&copies=8&keep=1';
/** Checksum of the picture of that order. */
const PICTURE = '2c7ab85a893283e98c931e9511add182';
/** Seconds that a customer waits. The press needs a fraction of one; a slow machine may need more. */
const PATIENCE = 7;

/** Why an order came to nothing, in the terms of the limits. */
function whyLost(body: string, oomKills: number): string {
  if (oomKills > 0)
    return ' The kernel killed a part of it: too little memory for a picture of 16 MB.';
  if (/can't fork/.test(body)) return ' Too few processes for eight copies.';
  return /could not be kept/.test(body) ? ' It cannot write 1 MB to its disk.' : '';
}

/** The service: an ordinary order is drawn, copied and kept. */
export const drawsPosters: Observe = inTurn(async (press, { host, lab }) => {
  if (!(lab.network in press.info.networks))
    return fail(
      `The press is not on the network ${lab.network}, so nobody in the shop next door can order: start it with --network $LAB_NET.`,
      'sh visit.sh',
    );
  const before = await enforcedOn(press, host);
  const began = performance.now();
  const answer = await press.http(PORT, { path: ORDER });
  const seconds = (performance.now() - began) / 1000;
  const took = `${seconds.toFixed(1)} s`;
  if (answer.is === 'answered' && answer.body.includes(PICTURE))
    return seconds > PATIENCE
      ? fail(
          `Eight posters took ${took}, and no customer waits more than ${PATIENCE} s: the limits leave too little to work with.`,
        )
      : pass(`The press drew and kept a poster of 16 MB in eight copies within ${took}.`);
  if (answer.is === 'silent')
    return fail(
      `The press does not answer an order of eight posters, or not in time: ${oneLine(answer.reason)}`,
    );
  const { oomKills } = await enforcedOn(press, host);
  return fail(
    `The press did not deliver eight posters (${answer.status}): ${oneLine(answer.body, 200)}${whyLost(answer.body, oomKills - before.oomKills)}`,
  );
});

export const KEEP_TOOLS = 'Use the image $LAB_POSTER_IMAGE: it has sh and dd.';

export const notTried = (result: ExecResult) =>
  notTriedIn({ called: 'the press', keepTools: KEEP_TOOLS }, result);

/** Says so when the limit is on the neighbour instead: names are easily confused. */
export async function misplaced(
  { lab, host }: CheckContext,
  limited: (limits: Limits) => boolean,
): Promise<string> {
  const till = await host.find(lab.container('till'));
  if (till.is !== 'running' || !limited(await limitsOf(till.target, host))) return '';
  return ` You limited ${lab.container('till')}, the neighbour: it is the press that takes too much.`;
}
