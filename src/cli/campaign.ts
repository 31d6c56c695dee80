/** `docklab campaign [LESSON]`: all attacks of a lesson as one intruder's campaign, told as it happens. */
import type { Command } from 'commander';
import {
  campaignAfter,
  sumOf,
  type Campaign,
  type CampaignStep,
  type CampaignSum,
} from '../app/campaign.ts';
import { runCampaign } from '../app/campaign-run.ts';
import { sumWords } from '../app/campaign-words.ts';
import { examOf } from '../app/exam-of.ts';
import type { Lab } from '../app/labs.ts';
import { watchLab } from '../app/verifying.ts';
import type { World } from '../app/world.ts';
import { folded, stepText } from './campaign-text.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter } from './paint.ts';
import { progressLine } from './progress-line.ts';
import { runningLab } from './running-lab.ts';

const EXIT: Record<CampaignSum['status'], number> = {
  held: 0,
  open: 1,
  'not-here': 3,
  unclear: 4,
};

interface Options {
  json?: true;
  watch?: true;
}

export function registerCampaign(program: Command, cli: Cli): void {
  program
    .command('campaign')
    .argument('[lesson]', 'the exam where none is named')
    .description('run all attacks as one intruder’s campaign, and watch')
    .option('--json', 'for programs')
    .option('--watch', 'go on, and tell each step that changes')
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = examOf(world, id);
      const lab = await runningLab(world, lesson);
      const campaign = await run(cli, world, lab, options);
      if (options.watch) return watch(cli, world, lab, campaign, options);
      const { status } = sumOf(campaign);
      if (options.json) printJson(cli, { lesson: lesson.id, status, steps: stepsJson(campaign) });
      cli.finish(EXIT[status]);
    });
}

async function run(cli: Cli, world: World, lab: Lab, options: Options): Promise<Campaign> {
  const { json, watch: isWatch } = options;
  const say = (text: string) => json || print(cli, text);
  const campaign = await runCampaign(
    world,
    lab,
    (now, step) => {
      if (step !== undefined) tellStep(cli, now, step, options);
      else if (now.is === 'running') say(headOf(lab, now));
    },
    cli.signal,
  );
  if (!isWatch || !json) say(['', ...sumLines(campaign)].join('\n'));
  return campaign;
}

function headOf(lab: Lab, campaign: Campaign): string {
  const { attacks, services } = sumOf(campaign);
  const steps = `${attacks.length} ${attacks.length === 1 ? 'step' : 'steps'}`;
  const then = services.length === 0 ? '' : ', then its service';
  return `An intruder comes to the lab of ${lab.lesson.id}: ${steps}${then}.\n`;
}

const sumLines = (campaign: Campaign): string[] =>
  sumWords(campaign).flatMap((words) => folded(words));

/** With `--json` and `--watch`, a line for each step; with `--json` alone, all come at the end. */
function tellStep(cli: Cli, campaign: Campaign, step: CampaignStep, options: Options): void {
  if (!options.json) print(cli, stepText(campaign, step, painter(cli.terminal.stdout)));
  else if (options.watch) print(cli, JSON.stringify(stepJson(step)));
}

const stepJson = ({ done, ...step }: CampaignStep) => ({ ...step, ...done });
const stepsJson = (campaign: Campaign) => campaign.steps.map(stepJson);

/** After the campaign: what a change in the lab made of each step. */
async function watch(
  cli: Cli,
  world: World,
  lab: Lab,
  first: Campaign,
  options: Options,
): Promise<void> {
  const progress = progressLine(cli);
  let campaign = first;
  await watchLab(
    world,
    lab,
    undefined,
    (event) => {
      progress.listen(event);
      if (event.is === 'watching' && !options.json)
        cli.terminal.stderr.write('Watching: each step that changes is told. Ctrl-C ends.\n');
      if (event.is !== 'verdict') return;
      const after = campaignAfter(campaign, event.verdict);
      campaign = after.campaign;
      for (const step of after.changed) tellStep(cli, campaign, step, options);
      if (after.changed.length > 0 && !options.json) print(cli, sumLines(campaign).join('\n'));
    },
    cli.signal,
  );
}
