/** The answer of a metric function: a number, or null with the reason why there is none. */

export type Value =
  | { readonly value: number; readonly reason?: undefined }
  | { readonly value: null; readonly reason: string };

export function defined(value: number): Value {
  return { value };
}

export function undefinedBecause(reason: string): Value {
  return { value: null, reason };
}

export const noPositives: Value = undefinedBecause('there are no positives');
export const noNegatives: Value = undefinedBecause('there are no negatives');
