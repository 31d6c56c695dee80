/**
 * Run as root: becomes a plain user, in the groups given as arguments, and prints as JSON what that user can read.
 * `plain-user.ts SOCKET IMAGE LABEL=VALUE [GROUP…] -- PATH…`
 */
import { factsVia } from '../../../../src/adapters/choose-facts.ts';
import { createDockerEngine } from '../../../../src/adapters/docker-engine.ts';
import { connectDocker } from '../../../../src/adapters/docker-engine/connect.ts';
import { directFacts } from '../../../../src/adapters/facts-direct.ts';
import { probeFacts } from '../../../../src/adapters/facts-probe.ts';
import { DocklabError } from '../../../../src/host/error.ts';
import type { FactRequest } from '../../../../src/host/facts.ts';

const PLAIN = 54_321;
const [socket = '', image = '', label = '', ...rest] = process.argv.slice(2);
const groups = rest.slice(0, rest.indexOf('--')).map(Number);
const paths = rest.slice(rest.indexOf('--') + 1);

const endpoint = { is: 'unix', path: socket } as const;
// Still as root: the client library is loaded at its first use, from a folder that the plain user may not read.
await connectDocker(endpoint);

process.setgroups?.(groups);
process.setgid?.(PLAIN);
process.setuid?.(PLAIN);

const [key = '', value = ''] = label.split('=');
const labels = { [key]: value };
const engine = createDockerEngine({ endpoint, helperImage: image, helperLabels: labels });
const requests = paths.map((path): FactRequest =>
  path.includes('/ns/') ? { get: 'link', path } : { get: 'text', path },
);

try {
  const via = await factsVia(await engine.info(), endpoint, {});
  const direct = await directFacts().read(requests);
  const probe = probeFacts({ engine, image, labels });
  const answers = await probe.read(requests);
  await probe.close();
  console.log(JSON.stringify({ uid: process.getuid?.(), via, direct, answers }));
} catch (error) {
  if (!(error instanceof DocklabError)) throw error;
  console.log(JSON.stringify({ code: error.code, next: error.next }));
}
