/** A lesson's text as blocks: what Markdown means, before any width or colour is known. */

export type Inline =
  | { is: 'text'; text: string }
  | { is: 'code'; text: string }
  | { is: 'strong'; children: readonly Inline[] }
  | { is: 'emphasis'; children: readonly Inline[] }
  | { is: 'strike'; children: readonly Inline[] }
  | { is: 'link'; href: string; children: readonly Inline[] }
  | { is: 'image'; alt: string; src: string }
  | { is: 'break' };

/** How the proof of the course treats a code block. */
export type Proof =
  /**
   * A command block: executed in order in the lesson's lab. `number` is what the reader sees beside it. `output` is the
   * text of the `output` block after it, which is also a block of its own: draw that one.
   */
  | { is: 'run'; number: number; output: string | undefined }
  /** A command block that is shown but not executed, and why. */
  | { is: 'no-run'; number: number; reason: string }
  /** Not a command: a file, a configuration, expected output. */
  | { is: 'none' };

export type Block =
  | { is: 'heading'; level: number; content: readonly Inline[]; line: number }
  | { is: 'paragraph'; content: readonly Inline[]; line: number }
  | { is: 'code'; language: string; text: string; proof: Proof; line: number }
  | {
      is: 'list';
      ordered: boolean;
      start: number;
      items: readonly (readonly Block[])[];
      line: number;
    }
  | { is: 'quote'; children: readonly Block[]; line: number }
  /** `> [!NOTE]`, `[!TIP]`, `[!WARNING]`, `[!IMPORTANT]`, `[!CAUTION]`, and docklab's own `[!PREDICT]`. */
  | { is: 'callout'; kind: CalloutKind; children: readonly Block[]; line: number }
  | {
      is: 'table';
      head: readonly (readonly Inline[])[];
      rows: readonly (readonly (readonly Inline[])[])[];
      align: readonly ('left' | 'right' | 'center')[];
      line: number;
    }
  | { is: 'rule'; line: number };

export type CalloutKind = 'note' | 'tip' | 'warning' | 'important' | 'caution' | 'predict';
