/** The limit that a value must not exceed to be among the smallest of many, while these come in. */

/** The largest of the `wanted` smallest values so far, Infinity while there are fewer; renewed when as many again have come. */
export class SmallestLimit {
  value: number = Infinity;
  private readonly wanted: number;
  private readonly values: Float64Array;
  private count: number = 0;

  constructor(wanted: number) {
    this.wanted = wanted;
    this.values = new Float64Array(2 * wanted);
  }

  add(value: number): void {
    if (value > this.value) return;
    this.values[this.count++] = value;
    if (this.count === this.values.length) this.settle();
  }

  /** The value, renewed. */
  settle(): number {
    if (this.count >= this.wanted) {
      this.values.subarray(0, this.count).sort();
      this.count = this.wanted;
      this.value = this.values[this.wanted - 1]!;
    }
    return this.value;
  }
}

/** The largest of the `wanted` smallest of some values, Infinity where there are fewer. */
export function smallestOf(values: Float64Array, wanted: number): number {
  const limit = new SmallestLimit(wanted);
  for (let i = 0; i < values.length; i++) limit.add(values[i]!);
  return limit.settle();
}
