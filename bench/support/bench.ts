/** What a benchmark is: one question, answered by measures taken in one run. */

export interface Measure {
  readonly name: string;
  readonly unit: 'ms' | '%' | 'MB';
  readonly samples: readonly number[];
  /** Name of the measure of the same run that this one is a ratio to: the peer. */
  readonly against?: string;
  readonly aim?: Aim;
}

export interface Aim {
  /** `ratio` is that of the medians. */
  readonly of: 'median' | 'p99' | 'ratio' | 'p99 ratio';
  readonly most: number;
}

export interface Bench {
  readonly question: string;
  /** How often it is measured when nobody says otherwise. */
  readonly runs: number;
  measure(runs: number): Promise<readonly Measure[]>;
}
