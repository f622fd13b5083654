import type { Measure } from '../metrics/types.ts';
import type { Interval } from '../stats/types.ts';

/** The threshold as an artifact: value, objective, the data it was chosen on, its uncertainty. */
export interface ThresholdChoice {
  readonly objective: string;
  readonly objectiveTitle: string;
  /** Null where no threshold satisfies the constraint. */
  readonly threshold: number | null;
  /** Why infeasible, and the nearest that can be had. */
  readonly infeasible?: string;
  /** Value of the objective where it was chosen (optimistic: it was chosen there). */
  readonly achieved: readonly Measure[];
  readonly chosenOn: { readonly role: 'out-of-fold'; readonly rows: number; readonly positives: number };
  /** Bootstrap interval of the threshold itself. */
  readonly interval?: Interval;
  /** Thresholds each fold alone would have chosen. */
  readonly perFold: readonly (number | null)[];
}
