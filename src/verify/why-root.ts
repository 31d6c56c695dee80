import { oneLine } from '../host/sanitise.ts';
import { isRoot, type Actor, type Cast } from './actors.ts';
import { fail, type Finding } from './contract.ts';
import type { Target } from './target.ts';

/** Why a process of this container is uid 0, in the words of a Dockerfile; undefined when none is. `app` serves visitors. */
export async function whyRoot(
  target: Target,
  { actors }: Cast,
  app: Actor,
): Promise<Finding | undefined> {
  const [first] = actors;
  const root = actors.find(isRoot);
  if (root === undefined) return undefined;
  const name = target.info.name;
  const runs = `Your app runs as uid ${app.uids[0]}, but`;
  if (root.uids[0] !== 0)
    return fail(
      `\`${root.argv}\` acts as uid ${root.uids[0]} but keeps uid 0 as its real or saved id: one call takes root back.`,
      `docker exec ${name} grep Uid /proc/1/status`,
    );
  if (root !== first)
    return fail(
      `${runs} beside it \`${root.argv}\` runs as uid 0. Start nothing before the switch of user (a root shell that you opened with docker exec counts too: close it).`,
      `docker top ${name}`,
    );
  if (!actors.every(isRoot))
    return fail(
      `${runs} what started it, \`${root.argv}\`, is still there as uid 0. Let it \`exec\` the app, or start as that user in the first place.`,
      `docker top ${name}`,
    );
  return whyStartedAsRoot(target);
}

async function whyStartedAsRoot(target: Target): Promise<Finding> {
  const still = 'Your container still runs as uid 0:';
  const inspect = `docker inspect -f 'user "{{.Config.User}}" of image {{.Config.Image}}' ${target.info.name}`;
  const user = oneLine(target.info.user.split(':')[0] ?? '', 40);
  if (user === '')
    return fail(
      `${still} neither the last stage of its image nor docker run sets a user, and then Docker takes root. (A USER of an earlier build stage ends with that stage.)`,
      inspect,
    );
  if (/^(0+|root)$/.test(user))
    return fail(
      `${still} it was started as user ${user}. Either docker run said --user ${user}, which wins over the image, or the last USER in the Dockerfile does.`,
      inspect,
    );
  const passwd = (await target.file('/etc/passwd')) ?? '';
  const entry = passwd.split('\n').find((line) => line.startsWith(`${user}:`));
  return entry?.split(':')[2] === '0'
    ? fail(
        `${still} the image says USER ${user}, but ${user} has uid 0 in its /etc/passwd (${oneLine(entry, 80)}). The kernel knows numbers only.`,
        `docker exec ${target.info.name} cat /etc/passwd`,
      )
    : fail(
        `${still} it was started as user ${user} and became root later.`,
        `docker top ${target.info.name}`,
      );
}
