/** Starts a probe, says `ready`, and never ends by itself. `probe-owner.ts SOCKET IMAGE LABEL=VALUE` */
import { createDockerEngine } from '../../../../src/adapters/docker-engine.ts';
import { probeFacts } from '../../../../src/adapters/facts-probe.ts';

const [socket = '', image = '', label = ''] = process.argv.slice(2);
const [key = '', value = ''] = label.split('=');
const labels = { [key]: value };
const engine = createDockerEngine({
  endpoint: { is: 'unix', path: socket },
  helperImage: image,
  helperLabels: labels,
});
const facts = probeFacts({ engine, image, labels });
const [answer] = await facts.read([{ get: 'text', path: '/proc/sys/kernel/osrelease' }]);
console.log(answer?.is === 'text' ? 'ready' : JSON.stringify(answer));
setInterval(() => undefined, 1000);
