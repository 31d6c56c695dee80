/** `${secret:NAME}`: a random value of each launch, in the environment, the command or the build arguments of a service. */
import { unknownWord } from '../course/problem.ts';
import type { Path } from '../course/yaml.ts';

export interface Mistake {
  path: Path;
  message: string;
}

/** Keys of a service in which secrets are filled in. */
const FILLED = new Set<PropertyKey | undefined>(['environment', 'command', 'entrypoint']);

/** Secrets that are used and not declared, or used where nothing fills them in. Takes the file as written. */
export function secretMistakes(lab: unknown): Mistake[] {
  const declared = declaredSecrets(lab);
  return textsIn(lab, []).flatMap(({ path, text }) =>
    [...text.matchAll(/\$\{secret\b:?([^}]*)\}?/g)].flatMap(([reference, name = '']) => {
      const message = wrongWith(reference, name, path, declared);
      return message === undefined ? [] : [{ path, message }];
    }),
  );
}

function wrongWith(
  reference: string,
  name: string,
  path: Path,
  declared: readonly string[],
): string | undefined {
  if (reference !== `\${secret:${name}}` || name === '')
    return `"${reference}" is not readable: expected \${secret:NAME}`;
  if (!isFilled(path))
    return `${reference} is not filled in here: expected it in environment, command, entrypoint or build.args`;
  if (declared.includes(name)) return undefined;
  return declared.length === 0
    ? `secret "${name}" is not declared: expected it in x-docklab.secrets`
    : `${unknownWord('secret', name, declared)} (declared in x-docklab.secrets)`;
}

const isFilled = ([top, , key, inner]: Path) =>
  top === 'services' && (FILLED.has(key) || (key === 'build' && inner === 'args'));

function declaredSecrets(lab: unknown): string[] {
  const secrets = entry(entry(lab, 'x-docklab'), 'secrets');
  return Array.isArray(secrets) ? secrets.filter((name) => typeof name === 'string') : [];
}

function entry(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function textsIn(value: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
}
