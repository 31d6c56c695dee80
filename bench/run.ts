// Runs benchmarks and prints their answers: npm run bench [NAME…] [-- --runs N]
import { parseArgs } from 'node:util';
import audit from './audit.ts';
import eventToGreen from './event-to-green.ts';
import firstFrame from './first-frame.ts';
import idle from './idle.ts';
import machine from './machine.ts';
import paneFlood from './pane-flood.ts';
import paneKeys from './pane-keys.ts';
import scroll from './scroll.ts';
import type { Bench } from './support/bench.ts';
import { ensureBuilt } from './support/docklab.ts';
import { machineLine } from './support/machine.ts';
import { formatTable } from './support/table.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  'first-frame': firstFrame,
  scroll,
  idle,
  'event-to-green': eventToGreen,
  'pane-keys': paneKeys,
  'pane-flood': paneFlood,
  machine,
  audit,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' } },
});

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else {
  ensureBuilt();
  for (const name of names) await answer(name, BENCHES[name]);
}

async function answer(name: string, bench: Bench | undefined): Promise<void> {
  if (bench === undefined) return;
  console.log(`${name}: ${bench.question}`);
  console.log(`before: ${machineLine()}`);
  const measures = await bench.measure(
    values.runs === undefined ? bench.runs : Number(values.runs),
  );
  console.log(`after:  ${machineLine()}\n`);
  console.log(`${formatTable(measures)}\n`);
}
