/** When not to resample. */
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../src/data/dataset.ts';
import { adviseResampling } from '../../src/resampling/advise.ts';
import { category, numeric, tableOf, targetOf } from '../data/example-table.ts';

function advice(common: number, rare: number, columns: number, gap = false) {
  const codes = [...new Array<number>(common).fill(0), ...new Array<number>(rare).fill(1)];
  const numbers = Array.from({ length: columns }, (_, c) =>
    numeric(
      `x${c}`,
      codes.map((_, i) => (gap && c === 1 && i === 0 ? Number.NaN : i * c)),
    ),
  );
  const phase = category(
    'phase',
    codes.map((_, i) => `p${i % 3}`),
  );
  return adviseResampling(makeDataset(tableOf(...numbers, phase), targetOf(codes, ['no', 'yes'])));
}

const codesOf = (given: ReturnType<typeof advice>) => given.map(({ code }) => code);

describe('advice', () => {
  it('is against resampling below 4 to 1', () => {
    expect(codesOf(advice(399, 100, 2))).toEqual(['mild-imbalance', 'try-first', 'categories', 'probabilities']);
    expect(codesOf(advice(400, 100, 2))).not.toContain('mild-imbalance');
    expect(advice(300, 100, 2)[0]!.reason).toBe(
      'The largest class has 3.0 rows for each of the smallest, and below 4 to 1 models learn both.',
    );
  });

  it('is to collect more below ten rare rows', () => {
    expect(advice(400, 9, 2)[0]).toMatchObject({
      code: 'few-rare-rows',
      verdict: 'no',
      message: "Collect more rows of 'yes' before making any.",
    });
    expect(codesOf(advice(400, 10, 2))).not.toContain('few-rare-rows');
  });

  it('minds many columns, categories and missing values', () => {
    expect(codesOf(advice(400, 12, 12))).toContain('many-columns');
    expect(codesOf(advice(400, 13, 12))).not.toContain('many-columns');
    const gaps = advice(400, 50, 3, true).find(({ code }) => code === 'missing-values');
    expect(gaps!.reason).toBe("Column 'x1' has missing values, from which no distance can be worked out.");
    expect(codesOf(advice(400, 50, 3))).not.toContain('missing-values');
  });

  it('always says what to try first', () => {
    expect(advice(4000, 100, 2)[0]!.code).toBe('try-first');
  });
});
