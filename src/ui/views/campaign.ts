/** The intruder's log beside the text: each step as it is made, and how it stands. */
import type { Campaign, CampaignStep, Outcome } from '../../app/campaign.ts';
import { clockOf, outcomeWords, stepName, sumWords } from '../../app/campaign-words.ts';
import { BOLD, MUTED, prefixed, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';
import { wrap, wrapText } from '../text/wrap.ts';
import type { PaneContent } from './pane.ts';

const GOOD: Style = { tone: 'ok', bold: true };
const BAD: Style = { tone: 'bad', bold: true };
const DOUBT: Style = { tone: 'warn', bold: true };

const LOOKS: Readonly<Record<Outcome, { symbol: string; style: Style }>> = {
  'got-in': { symbol: '✘', style: BAD },
  stopped: { symbol: '✔', style: GOOD },
  serves: { symbol: '✔', style: GOOD },
  down: { symbol: '✘', style: BAD },
  nobody: { symbol: '✘', style: DOUBT },
  'no-tools': { symbol: '✘', style: DOUBT },
  'not-here': { symbol: '?', style: DOUBT },
  unclear: { symbol: '!', style: DOUBT },
};

/** While the intruder is at work, the step they are at is brought into sight. */
export function campaignPane(campaign: Campaign | undefined, width: number): PaneContent {
  if (campaign === undefined)
    return { top: [], body: wrapText('The intruder is on the way…', width - 1), bottom: [] };
  const rows: Row[] = [];
  let mark: number | undefined;
  const now = campaign.steps.find(({ done }) => done === undefined);
  for (const step of campaign.steps) {
    const isNow = step === now && campaign.is === 'running';
    if (isNow) mark = rows.length;
    rows.push(
      ...(isNow ? stepNow(campaign, step, width - 1) : stepRows(campaign, step, width - 1)),
    );
  }
  return { top: [...headRows(campaign, width - 1), []], body: rows, bottom: [], mark };
}

function headRows(campaign: Campaign, width: number): Row[] {
  if (campaign.is === 'over')
    return sumWords(campaign).flatMap((words) => wrapText(words, width, BOLD));
  const made = campaign.steps.filter(({ done }) => done !== undefined).length;
  const far = `${made} of ${campaign.steps.length} steps made.`;
  return campaign.is === 'running'
    ? wrapText(`The intruder is at work: ${far} x stops them.`, width, BOLD)
    : wrapText(`The intruder was stopped: ${far} i lets them come again.`, width, BOLD);
}

const stepNow = (campaign: Campaign, step: CampaignStep, width: number): Row[] =>
  wrapText(`… ${stepName(campaign, step)}: ${step.tries}`, width);

function stepRows(campaign: Campaign, step: CampaignStep, width: number): Row[] {
  const { done, tries } = step;
  const name = stepName(campaign, step);
  if (done === undefined) return wrapText(`○ ${name}`, width, MUTED);
  const { symbol, style } = LOOKS[done.outcome];
  const head = [
    span(`${symbol} `, style),
    span(`${clockOf(done.at)} `, MUTED),
    span(`${name}  `),
    span(outcomeWords(done.outcome), style),
  ];
  return [
    ...wrap(head, width),
    ...prefixed(wrapText(tries, width - 4), [span('    ')]),
    ...prefixed(wrapText(done.evidence, width - 4), [span('    ')], [span('  → ', MUTED)]),
  ];
}
