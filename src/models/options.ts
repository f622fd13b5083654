/** What classifiers accept as a number. */
export const positiveNumber = (value: number): boolean => value > 0 && value < Infinity;
export const positiveInteger = (value: number): boolean => Number.isInteger(value) && value >= 1;
