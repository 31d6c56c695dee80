/** Neither root nor its group runs in a container, by the kernel's word. */
import { castOf, fail, pass, whyRoot, type Actor, type Cast, type Observe } from 'docklab/verify';

export const uidOf = (actor: Actor) => actor.uids[0];
/** The process that serves visitors, as far as its name tells. */
export const appOf = ({ actors }: Cast) =>
  actors.find(({ argv }) => /^(\S*\/)?httpd( |$)/.test(argv)) ?? actors[0];

export const noRootProcess: Observe = async (target, { host }) => {
  const cast = await castOf(target, host);
  const uids = [...new Set(cast.actors.flatMap((actor) => actor.uids))].join(', ');
  return (
    (await whyRoot(target, cast, appOf(cast))) ??
    pass(`the kernel says uid ${uids} for every process of the container`)
  );
};

export const noRootGroup: Observe = async (target, { host }) => {
  const { actors } = await castOf(target, host);
  const member = actors.find(({ gids, groups }) => gids.includes(0) || groups.includes(0));
  if (member === undefined)
    return pass(`the kernel says gid ${actors[0].gids[0]}, and no group 0 besides`);
  const uid = uidOf(member);
  const who = `\`${member.argv}\` runs as uid ${uid} and is in group 0, root's group`;
  if (uid === 0) return fail(`${who}.`);
  if (!member.gids.includes(0))
    return fail(`${who}, by --group-add, /etc/group or a switch of user that kept the old groups.`);
  return /^\d+$/.test(target.info.user)
    ? fail(
        `${who}: you gave a number without a group (${target.info.user}), its /etc/passwd has no line for that number, and then Docker takes group 0. Say ${uid}:${uid}.`,
      )
    : fail(`${who}: USER, --user or the line in /etc/passwd gives it that group.`);
};
