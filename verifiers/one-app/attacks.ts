/** What a visitor can do who knows the hole of forms 1.4. */
import {
  breakIn,
  couldNotTry,
  fail,
  oneLine,
  pass,
  strike,
  type HttpRequest,
  type Observe,
} from 'docklab/verify';
import { PORT } from './bakery.ts';

/** The hole of forms 1.4: a type that it does not know becomes part of a shell's text. */
const hole = (script: string): HttpRequest => ({
  method: 'POST',
  path: '/cgi-bin/order',
  contentType: `$(echo ${Buffer.from(script).toString('base64')} | base64 -d | sh)`,
});

/** Somebody at the counter looks for the baker's process, and whether they could end it; nobody is hurt. */
const LOOK_AROUND = `
for dir in /proc/[0-9]*; do
  [ $dir != /proc/$$ ] || continue
  case $(tr '\\0' ' ' < $dir/cmdline) in
    */baker*|baker*) pid=\${dir#/proc/}; kill -0 $pid && echo "reached $pid" ;;
  esac
done
echo looked`;

export const reachesBaker: Observe = async (counter) => {
  const { who, said } = await strike(counter, PORT, hole, LOOK_AROUND);
  const [, pid] = /^reached (\d+)$/m.exec(said) ?? [];
  if (pid !== undefined)
    return fail(
      `${who} sees the baker as process ${pid}, and may kill it: they share one container.`,
      'sh attack.sh ps',
    );
  return /^looked$/m.test(said)
    ? pass(`${who} looked for the baker, and there was none among the processes.`)
    : couldNotTry(
        `Whether a visitor reaches the baker could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
      );
};

export const runsCommands: Observe = async (counter) => {
  const visit = await breakIn(counter, PORT, hole, 'id -u');
  if (visit.is === 'in')
    return fail(
      `A form of the type "$(COMMAND)" ran a command at the counter, as uid ${oneLine(visit.said.trim(), 20)}.`,
      'sh attack.sh id',
    );
  const answer = await counter.http(PORT, hole('true'));
  if (answer.is === 'silent')
    return fail(`The counter could not be attacked, since it does not answer: ${answer.reason}`);
  return pass(`The counter took "$(COMMAND)" for text, and ran nothing (status ${answer.status}).`);
};
