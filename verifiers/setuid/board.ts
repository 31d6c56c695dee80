/** The departures board: what travellers do, and the way in that its search leaves open. */
import {
  breakIn,
  castOf,
  fail,
  oneLine,
  pass,
  type CheckContext,
  type Observe,
  type Target,
} from 'docklab/verify';

const PORT = 8080;
const BOARD = '/cgi-bin/departures';
export const VOLUME = '/shared';

export const short = (said: string) => oneLine(said, 160);

const bySearch = (script: string) => ({
  path: `${BOARD}?to=${encodeURIComponent(`x' /dev/null\n${script}#`)}`,
});

/** Runs commands as the attacker: through the search or, where that hole is closed, as the app's own user. */
export async function strike(
  web: Target,
  { host }: CheckContext,
  commands: string,
): Promise<{ who: string; said: string }> {
  const visit = await breakIn(web, PORT, bySearch, commands);
  if (visit.is === 'in') return { who: 'A traveller in your app', said: visit.said };
  const { actors } = await castOf(web, host);
  const user = `${actors[0].uids[0]}:${actors[0].gids[0]}`;
  const ran = await web.exec({ argv: ['sh', '-c', commands], user });
  const who = "(The search runs no commands any more.) docklab, as the app's own user,";
  return { who, said: ran.is === 'exited' ? ran.stdout : '' };
}

/** The service: departures, as the office last wrote them. */
export const showsDepartures: Observe = async (web, { lab }) => {
  if (!(lab.network in web.info.networks))
    return fail(
      `Your container is not on the network ${lab.network}, so no traveller finds it: start it with --network $LAB_NET.`,
    );
  const page = await web.http(PORT, { path: BOARD });
  if (page.is === 'silent')
    return fail(`The board does not answer on port ${PORT}: ${short(page.reason)}`);
  if (page.status === 200 && page.body.includes(lab.secret('board')))
    return pass(`The board shows ${page.body.trim().split('\n').length - 1} departures.`);
  return (await web.mounts()).some(({ target }) => target === VOLUME)
    ? fail(
        `The board answers (status ${page.status}), but not with the departures: ${short(page.body)}`,
      )
    : fail(
        `The board has no departures: nothing is mounted at ${VOLUME}. Start it with -v docklab-setuid-shared:${VOLUME}:ro.`,
      );
};
