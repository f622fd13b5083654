/** Warnings are values on a result, never text on a console: whoever shows the result shows them. */
export interface Warning {
  /** Machine-readable kind, such as `missing-target`. */
  readonly code: string;
  /** One plain sentence. */
  readonly message: string;
}
