/** The library with the hole: in the image that a container runs, and in the container itself. */
import {
  fail,
  layerName,
  oneLine,
  pass,
  type CheckContext,
  type Finding,
  type Target,
} from 'docklab/verify';
import type { Name } from './checks.ts';

const FORMS = '/usr/lib/forms/forms.sh';
/** The line of forms 1.4 that takes text for a command. */
const HOLE = 'eval "echo \\"$1\\""';
const OWN_TAG = 'one-app-bakery:mine';

/** The image was built and the container not started from it, or the other way round. */
async function otherBuilt({ info }: Target, { host }: CheckContext): Promise<string> {
  const built = await host.imageId(OWN_TAG);
  return built !== undefined && built !== info.imageId
    ? ` ${OWN_TAG} is another image by now; a container goes on with the one that it was made of, until you make it anew.`
    : '';
}

export async function isPatched(
  target: Target,
  context: CheckContext,
  _name: Name,
): Promise<Finding> {
  const { info } = target;
  const image = await context.host.image(info.imageId, [HOLE]);
  if (image.is === 'unread')
    return fail(
      `The image of ${info.name} could not be read: ${image.reason}. Build it on one-app-forms.`,
      'docker image ls',
    );
  const runs = await target.file(FORMS);
  const isOpen = runs?.includes(HOLE) ?? false;
  const present = image.present.find(({ holds }) => holds.length > 0);
  if (present)
    return fail(
      isOpen
        ? `${info.name} runs forms 1.4: ${oneLine(present.path, 60)} came with ${layerName(image, present.layer)} of its image.${await otherBuilt(target, context)}`
        : `In ${info.name} forms is mended, and in its image it is not: ${layerName(image, present.layer)} still brings ${oneLine(present.path, 60)} of 1.4. The next container that is made of it has the hole again.`,
      `docker run --rm ${oneLine(info.image, 60)} cat /usr/lib/forms/VERSION`,
    );
  if (isOpen)
    return fail(
      `The image of ${info.name} is clean, and ${FORMS} in the container is that of 1.4: something was mounted or copied over it.`,
      `docker diff ${info.name}; docker inspect -f '{{.Mounts}}' ${info.name}`,
    );
  const hidden = image.hidden.some(({ holds }) => holds.length > 0);
  return pass(
    `${info.name} runs an image without the hole${hidden ? ' (a layer below still has it, where no container sees it)' : ''}.`,
  );
}
