/** A hole of a lab through which an attacker runs shell commands over HTTP. */
import type { HttpRequest, Target } from './target.ts';
import { oneLine } from '../host/sanitise.ts';

/** What the attacker's commands printed, or why they could not be run at all, in the learner's terms. */
export type BreakIn = { is: 'in'; said: string } | { is: 'out'; reason: string };

/**
 * Runs commands with the container's shell through the hole that `request` makes use of, both outputs together.
 * A page that merely repeats the request is not taken for one that ran it.
 */
export async function breakIn(
  target: Target,
  port: number,
  request: (script: string) => HttpRequest,
  commands: string,
): Promise<BreakIn> {
  // Only a shell that runs the script prints the product.
  const factor = 1000 + Math.floor(Math.random() * 9000);
  const mark = `echo "mark-$((${factor} * 7919))"`;
  const answer = await target.http(port, request(`exec 2>&1\n${mark}\n${commands}\n${mark}\n`));
  if (answer.is === 'silent')
    return { is: 'out', reason: `port ${port} does not answer: ${oneLine(answer.reason)}` };
  const said = answer.body.split(`mark-${factor * 7919}`)[1];
  return said === undefined
    ? { is: 'out', reason: `status ${answer.status}: ${oneLine(answer.body, 80)}` }
    : { is: 'in', said };
}

/** Runs commands as the attacker: through the hole or, where that is closed, as the container's own user. */
export async function strike(
  target: Target,
  port: number,
  request: (script: string) => HttpRequest,
  commands: string,
): Promise<{ who: string; said: string }> {
  const visit = await breakIn(target, port, request, commands);
  if (visit.is === 'in') return { who: 'A visitor in your app', said: visit.said };
  const ran = await target.exec({ argv: ['sh', '-c', `exec 2>&1\n${commands}`] });
  const who = "(The hole runs no commands.) docklab, as the container's user,";
  return { who, said: ran.is === 'exited' ? ran.stdout : '' };
}
