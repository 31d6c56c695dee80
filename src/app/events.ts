/** Everything that happens, as one union: the TUI, the plain printers and the reports all listen to this. */
import type { TaskVerdict } from '../verify/verdict.ts';

export type AppEvent =
  /** A long step in words; how far it is, as a fraction (0 to 1) and in words; the last line that it printed. */
  | { is: 'step'; step: string; fraction?: number; amount?: string; line?: string }
  /** A launch was cut short; `left` are names of what could not be removed. */
  | { is: 'cancelled'; lesson: string; left: readonly string[] }
  | { is: 'lab-ready'; lesson: string; adopted: boolean }
  | { is: 'lab-gone'; lesson: string }
  | { is: 'verifying'; lesson: string; task: string }
  /** `was` is the task's status before: a task that passed and broke again says so. */
  | {
      is: 'verdict';
      verdict: TaskVerdict;
      was: TaskVerdict['status'] | undefined;
      /** A change of the learner's (`try`), or docklab that wants to know (`look`). */
      cause: 'try' | 'look';
    }
  | { is: 'watching'; lesson: string }
  /** Something the person should know, and that stops nothing. */
  | { is: 'notice'; text: string };

export type Listen = (event: AppEvent) => void;
