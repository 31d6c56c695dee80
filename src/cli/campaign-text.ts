/** The steps of a campaign as lines of a log, at most 80 columns wide. */
import type { Campaign, CampaignStep, Outcome } from '../app/campaign.ts';
import { clockOf, outcomeWords, stepName } from '../app/campaign-words.ts';
import { textOf } from '../ui/text/span.ts';
import { wrapText } from '../ui/text/wrap.ts';
import type { Paint, Style } from './paint.ts';

const WIDTH = 80;
const INDENT = 10;

const STYLES: Readonly<Record<Outcome, Style>> = {
  'got-in': 'red',
  stopped: 'green',
  serves: 'green',
  down: 'red',
  nobody: 'yellow',
  'no-tools': 'yellow',
  'not-here': 'yellow',
  unclear: 'yellow',
};

/** Text in lines of at most 80 columns, all but the first indented. */
export const folded = (text: string, indent = 0): string[] =>
  wrapText(text, WIDTH - indent)
    .map(textOf)
    .map((line, index) => (index === 0 ? line : ' '.repeat(indent) + line));

/** When, what was tried, and what came of it; nothing for a step that was not done. */
export function stepText(campaign: Campaign, step: CampaignStep, paint: Paint): string {
  const { done, tries } = step;
  if (done === undefined) return '';
  const words = outcomeWords(done.outcome);
  const [first = '', ...more] = folded(`${words}: ${done.evidence}`, INDENT);
  const seen = paint(STYLES[done.outcome], words) + first.slice(words.length);
  const [head = '', ...rest] = folded(`${stepName(campaign, step)}: ${tries}`, INDENT);
  const indent = ' '.repeat(INDENT);
  return [`${clockOf(done.at)}  ${head}`, ...rest, indent + seen, ...more].join('\n');
}
