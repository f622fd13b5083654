/** Small tables as CSV text whose rare class can be learned: enough for a whole audit in a moment. */

interface TableOptions {
  readonly rows: number;
  /** Column names; by default ordinary ones. */
  readonly names?: readonly [target: string, ...features: [string, string, string]];
  /** The two classes. */
  readonly classes?: readonly [common: string, rare: string];
}

/** One row in ten is of the rare class; it is faster, and more often large. No randomness: a fixed low-discrepancy walk. */
export function strikes({
  rows,
  names = ['damage', 'speed', 'height', 'size'],
  classes = ['no', 'yes'],
}: TableOptions): string {
  const [target, ...features] = names;
  const part = (row: number, step: number) => (row * step) % 1;
  const lines = Array.from({ length: rows }, (_, row) => {
    const rare = part(row, 0.6180339887498949) < 0.1;
    const speed = (100 + 80 * part(row, 0.4142135623730951) + (rare ? 40 : 0)).toFixed(1);
    const height = Math.round(3000 * part(row, 0.7320508075688772));
    const size = part(row, 0.2360679774997898) < (rare ? 0.6 : 0.2) ? 'large' : 'small';
    return [speed, height, size, classes[rare ? 1 : 0]].map(quoted).join(',');
  });
  return `${[...features, target].map(quoted).join(',')}\n${lines.join('\n')}\n`;
}

function quoted(field: string | number | undefined): string {
  const text = String(field);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
