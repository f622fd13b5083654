/** How much a finding matters: `critical` makes numbers wrong or worthless, `warning` may, `note` is worth knowing. */
export type Severity = 'critical' | 'warning' | 'note';

/** Something the audit noticed, with its evidence, why it matters and what to do. All texts are plain English sentences. */
export interface Finding {
  /** Stable code such as `known-after-outcome`. */
  readonly code: string;
  readonly severity: Severity;
  /** One line, naming the column, class or split. */
  readonly title: string;
  /** The numbers that show it. */
  readonly evidence: string;
  readonly why: string;
  readonly fix: string;
  /** Columns concerned. */
  readonly columns: readonly string[];
  /** Those of them that the audit leaves out of the models because of it. */
  readonly leavesOut: readonly string[];
  /** Classes concerned. */
  readonly classes: readonly string[];
}
