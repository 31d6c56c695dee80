import { SetupStop } from './stop.mjs';

/** Runs a command on the machine that must succeed; otherwise stops with what it printed. */
export async function mustSucceed(machine, argv, { failed, next, ...options }) {
  const { code, tail } = await machine.run(argv, options);
  if (code === 0) return;
  const why = `\`${argv.join(' ')}\` ended with exit code ${code}:\n${tail}`;
  throw new SetupStop(failed, { why, next });
}
