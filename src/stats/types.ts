/** A confidence interval and how it was made. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Nominal coverage, (0, 1). */
  readonly level: number;
  /** The field's name of the method, such as `Wilson` or `stratified bootstrap (2000)`. */
  readonly method: string;
}
