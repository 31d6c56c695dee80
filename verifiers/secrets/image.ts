/** What the image of the shop says and holds, in all of its layers. */
import {
  fail,
  layerName,
  oneLine,
  pass,
  type Finding,
  type Observe,
  type ReadImage,
  type CheckContext,
  type Target,
} from 'docklab/verify';
import { masked, nameOf, passwordsOf, type Passwords } from './passwords.ts';

type Judge = (image: ReadImage, passwords: Passwords) => Finding;

/** The image that the container runs, read for the passwords. */
const ofImage =
  (judge: Judge): Observe =>
  async (shop, { host, lab }) => {
    const passwords = await passwordsOf(host, lab);
    const image = await host.image(shop.info.imageId, passwords.all);
    if (image.is === 'unread')
      return fail(
        `The image of your container could not be read: ${image.reason}. Build it on $LAB_BASE.`,
        'docker image ls',
      );
    const finding = judge(image, passwords);
    return finding.is === 'fail' ? { ...finding, ...hint(finding, shop, lab) } : finding;
  };

/** Whoever built a clean image and did not start it looks at the wrong thing. */
function hint(
  { observed }: Extract<Finding, { is: 'fail' }>,
  { info }: Target,
  lab: CheckContext['lab'],
) {
  const isLabs = info.image === lab.image('shop');
  return {
    observed: isLabs
      ? `${observed} Your container runs the image of the lab: build one of your own, and start the container from that.`
      : observed,
  };
}

const first = (passwords: Passwords, holds: readonly number[]) =>
  nameOf(passwords, holds[0] ?? 0).replace(/^t/, 'T');

/** The history and the configuration: anybody reads them who may see the image. */
export const saysNothing = ofImage(({ mentions }, passwords) => {
  const [mention] = mentions;
  if (mention === undefined)
    return pass('Neither the history of the image nor its configuration holds a password.');
  const text = oneLine(masked(passwords, mention.text).replace(/^.*#\(nop\)\s*/, ''), 90);
  const who = first(passwords, mention.holds);
  switch (mention.in) {
    case 'history':
      return fail(`${who} stands in the history of the image: ${text}.`);
    case 'environment':
      return fail(
        `${who} stands in the environment that the image gives to every container: ${text}.`,
        "docker inspect -f '{{.Config.Env}}' $(docker inspect -f '{{.Image}}' $LAB_SHOP)",
      );
    case 'other':
      return fail(`${who} stands in the configuration of the image: ${text}.`);
  }
});

/** The files of every layer, those that no container sees too. */
export const holdsNothing = ofImage((image, passwords) => {
  const present = image.present.find(({ holds }) => holds.length > 0);
  if (present)
    return fail(
      `${first(passwords, present.holds)} is in ${oneLine(present.path, 80)}, which came with ${layerName(image, present.layer)}: every container of the image has it.`,
    );
  const hidden = image.hidden.find(({ holds }) => holds.length > 0);
  if (hidden)
    return fail(
      `${first(passwords, hidden.holds)} is in ${oneLine(hidden.path, 80)} of ${layerName(image, hidden.layer)}. ${layerName(image, hidden.at).replace(/^l/, 'L')} ${hidden.by === 'removed' ? 'removes' : 'replaces'} the file: no container sees it any more, and whoever saves the image does.`,
    );
  return pass(`No file of the ${image.createdBy.length} layers holds a password of the vault.`);
});
