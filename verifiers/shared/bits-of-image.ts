/** Mode bits in the layers of the image that the container runs, read without running it. */
import {
  castOf,
  fail,
  layerName,
  oneLine,
  pass,
  SETGID,
  SETUID,
  type HiddenFile,
  type ReadImage,
  type Observe,
  type NotedFile,
} from 'docklab/verify';

const hasBit = ({ mode }: NotedFile) => (mode & (SETUID | SETGID)) !== 0;
const shown = ({ path, mode }: NotedFile) => `${oneLine(path, 80)} (${mode.toString(8)})`;
const list = (files: readonly NotedFile[]) =>
  files.slice(0, 4).map(shown).join(', ') +
  (files.length > 4 ? ` and ${files.length - 4} more` : '');

/** `service` is the one whose image the lab built; `how` says how the learner builds one. */
export const noBitsInImageOf =
  (service: string, how: string): Observe =>
  async (web, { host, lab }) => {
    const image = await host.image(web.info.imageId);
    if (image.is === 'unread')
      return fail(
        `The image of your container could not be read: ${image.reason}. Build it on the image of the lab or on $LAB_BASE.`,
        'docker image ls',
      );
    const left = image.present.filter(hasBit);
    if (left.length === 0) return pass(`${clean(image)}${below(image.hidden)}${besides(image)}`);
    const files = await (await castOf(web, host)).files(left.map(({ path }) => path));
    const inContainer = files.some(({ mode }) => (mode & (SETUID | SETGID)) !== 0);
    const labs = lab.image(service);
    const which =
      web.info.image === labs
        ? ` Your container runs the image of the lab, ${labs}: build one of your own, and start the container from that (${how}).`
        : '';
    return fail(`${list(left)} in the image: ${whyLeft(image, left, inContainer)}${which}`);
  };

function whyLeft(image: ReadImage, left: readonly NotedFile[], inContainer: boolean): string {
  if (!inContainer)
    return 'you took the bits off, or covered the files, in the running container only, and the next container of this image has them again. Do it in the Dockerfile.';
  const dealtWith = image.hidden.filter(({ path }) => !left.some((file) => file.path === path));
  for (const file of left) {
    const earlier = image.hidden.findLast(({ path }) => path === file.path);
    if (earlier && earlier.at < file.layer)
      return `${layerName(image, earlier.at)} took ${file.path} away or its bit off, and ${layerName(image, file.layer)} brings it back.`;
    if (earlier)
      return `${layerName(image, file.layer)} changed ${file.path}, and a bit is still set.`;
    if (image.hidden.length > 0 && image.hidden.every(({ at }) => at < file.layer))
      return `${layerName(image, file.layer)} brings ${file.path}, after the layer in which you took off the others.`;
    const other = dealtWith.find(
      ({ path, linkOf }) =>
        path === file.linkOf ||
        linkOf === file.path ||
        (linkOf !== undefined && linkOf === file.linkOf),
    );
    if (other)
      return `you dealt with ${other.path}, but ${file.path} is another name of the same file (a hard link) and keeps its bit.`;
  }
  const [first] = left;
  const onlyGroup = left.every(({ mode }) => (mode & SETUID) === 0);
  if (onlyGroup && image.hidden.length > 0)
    return 'setuid is gone, setgid is not: such a program runs with the group of its file, here the group of root.';
  return image.hidden.length > 0
    ? `you found the others, not ${left.length === 1 ? 'this one' : 'these'}. Look through all of /, for either bit.`
    : `the bits came with ${layerName(image, first?.layer ?? 0)}.`;
}

const clean = ({ createdBy }: ReadImage) =>
  `No file of your image has a setuid or setgid bit (${createdBy.length} ${createdBy.length === 1 ? 'layer' : 'layers'} read)`;

/** Not a danger to a container, and said all the same: the files are still in the image's archive. */
function below(hidden: readonly HiddenFile[]): string {
  const files = hidden.filter(hasBit);
  if (files.length === 0) return '.';
  const count = new Set(files.map(({ path }) => path)).size;
  return `; ${count} such ${count === 1 ? 'file lies' : 'files lie'} in lower layers: no container sees them, whoever saves the image does.`;
}

const besides = ({ present }: ReadImage) => {
  const file = present.find((one) => one.capability && !hasBit(one));
  return file ? ` ${oneLine(file.path, 80)} has a file capability instead, which is no bit.` : '';
};
