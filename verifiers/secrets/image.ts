/** What the image of the shop says and holds, in all of its layers. */
import { fail, type Finding, type Observe, type CheckContext, type Target } from 'docklab/verify';
import * as images from '../shared/leaks-of-images.ts';
import { passwordsOf } from './passwords.ts';

/** The image that the container runs, read for the passwords. */
const ofImage =
  (judge: images.Judge): Observe =>
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

export const saysNothing = ofImage(images.saysNothing);
export const holdsNothing = ofImage(images.holdsNothing);
