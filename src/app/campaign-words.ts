/** A campaign in words: one log for the command line and for every front end. Pure. */
import type { Campaign, CampaignStep, Outcome } from './campaign.ts';
import { sumOf } from './campaign.ts';

const WORDS: Readonly<Record<Outcome, string>> = {
  'got-in': 'GOT IN',
  stopped: 'stopped',
  serves: 'serves',
  down: 'DOWN',
  nobody: 'nobody there',
  'no-tools': 'not tried',
  'not-here': 'not on this host',
  unclear: 'unclear',
};

export const outcomeWords = (outcome: Outcome): string => WORDS[outcome];

/** `step 2 of 9`, `service 1 of 2`. */
export function stepName({ steps }: Campaign, { kind, number }: CampaignStep): string {
  const of = steps.filter((one) => one.kind === kind).length;
  return `${kind === 'attack' ? 'step' : 'service'} ${number} of ${of}`;
}

/** The time of day here, for a log. */
export function clockOf(at: string): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How it stands, in a few sentences: steps that still work, what is in doubt, and the service. */
export function sumWords(campaign: Campaign): string[] {
  const { attacks, services } = sumOf(campaign);
  const all = plural(attacks.length, 'step');
  const open = named(attacks, 'got-in');
  const nobody = named(attacks, 'nobody');
  const untried = named(attacks, 'no-tools');
  const down = named(services, 'down');
  const unknown = named(campaign.steps, 'not-here', 'unclear', undefined);
  const still = `${open.length} of ${all} still ${open.length === 1 ? 'works' : 'work'}`;
  return [
    open.length === 0 ? `None of ${all} got in.` : `${still}: ${open.join(', ')}.`,
    ...(nobody.length === 0
      ? []
      : [`Nobody was there at ${nobody.join(', ')}: what is gone is not hardened.`]),
    ...(untried.length === 0
      ? []
      : [`Not tried at ${untried.join(', ')}: without its tools an attack proves nothing.`]),
    ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(', ')}.`]),
    down.length > 0 ? `The service is down: ${down.join(', ')}.` : serviceWords(services),
  ];
}

const named = (steps: readonly CampaignStep[], ...outcomes: (Outcome | undefined)[]): string[] =>
  steps
    .filter(({ done }) => outcomes.includes(done?.outcome))
    .map(({ task, check }) => `${task}/${check}`);

function serviceWords(services: readonly CampaignStep[]): string {
  if (services.length === 0) return 'No service was asked.';
  return services.every(({ done }) => done?.outcome === 'serves')
    ? 'The service answers.'
    : 'Whether the service answers is not known.';
}
