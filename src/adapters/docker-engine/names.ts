/**
 * Names that go into the path of a URL, which the client library does not escape. Only what the engine itself allows
 * passes: a path that the engine would clean up and redirect leads the library astray.
 */
import { DocklabError } from '../../host/error.ts';

/** Containers, networks, volumes: a name or an id. */
const OBJECT = /^[A-Za-z0-9][\w.-]*$/;
/** Images: `host:port/name:tag@digest`, or an id. */
const REFERENCE = /^[A-Za-z0-9][\w.:/@-]*$/;
const DOTS = /(^|\/)\.*(\/|$)/;

export const isObjectName = (name: string): boolean => OBJECT.test(name);
export const isReference = (reference: string): boolean =>
  REFERENCE.test(reference) && !DOTS.test(reference);

/** The name itself. Rejects with `usage` what can be no name of a container, network or volume. */
export function objectName(name: string): string {
  if (isObjectName(name)) return name;
  throw new DocklabError('usage', `Docker allows no such name: ${JSON.stringify(name)}`, {
    why: 'A name has letters, digits, dots, dashes and underscores, and begins with a letter or digit.',
  });
}

/** The reference itself. Rejects with `usage` what can be no name of an image. */
export function reference(text: string): string {
  if (isReference(text)) return text;
  throw new DocklabError('usage', `This is no name of an image: ${JSON.stringify(text)}`);
}
