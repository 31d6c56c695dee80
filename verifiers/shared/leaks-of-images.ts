/** What an image says and holds of passwords, in all of its layers. */
import { fail, layerName, oneLine, pass, type Finding, type ReadImage } from 'docklab/verify';
import { masked, nameOf, type Passwords } from './leaks.ts';

export type Judge = (image: ReadImage, passwords: Passwords) => Finding;

const first = (passwords: Passwords, holds: readonly number[]) =>
  nameOf(passwords, holds[0] ?? 0).replace(/^t/, 'T');

/** The history and the configuration: anybody reads them who may see the image. */
export const saysNothing: Judge = ({ mentions }, passwords) => {
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
      );
    case 'other':
      return fail(`${who} stands in the configuration of the image: ${text}.`);
  }
};

/** The files of every layer, those that no container sees too. */
export const holdsNothing: Judge = (image, passwords) => {
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
  return pass(`No file of the ${image.createdBy.length} layers holds a password.`);
};
