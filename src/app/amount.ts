/** How far a long step is: as a share for a bar, and in words. */
import type { ImageProgress } from '../host/engine.ts';
import type { AppEvent } from './events.ts';

type Counted = Pick<ImageProgress, 'done' | 'total' | 'of'>;

/** From 0 to 1; undefined where the whole is not known. */
const shareOf = ({ done, total }: Counted): number | undefined =>
  done === undefined || total === undefined || total <= 0 ? undefined : Math.min(1, done / total);

/** `3.1 of 12.4 MB`, or `step 2 of 7`; empty where nothing is counted. */
export function amountWords({ done, total, of = 'bytes' }: Counted): string {
  if (done === undefined) return '';
  if (of === 'steps')
    return total === undefined ? '' : `step ${Math.min(done + 1, total)} of ${total}`;
  const whole = total === undefined ? '' : ` of ${megabytes(total)}`;
  return `${megabytes(done)}${whole} MB`;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

/** Progress as it is told: nothing where nothing is known. */
export function stepEvent(progress: ImageProgress): AppEvent {
  const [fraction, amount] = [shareOf(progress), amountWords(progress)];
  const { step, line } = progress;
  return {
    is: 'step',
    step,
    ...(fraction !== undefined && { fraction }),
    ...(amount !== '' && { amount }),
    ...(line !== undefined && { line }),
  };
}
