/** Leaks that are caught, honest columns that are not, and the numbers in the evidence. */
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { knownAfterOutcome } from '../../src/diagnostics/data-checks/known-after-outcome.ts';
import { birdStrikes, boolean, category, context, dataset, numeric, target, trainOnly } from './tables.ts';

const upTo = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const tenth = (n: number): number[] => upTo(n, (i) => Number(i % 10 === 0));

describe('known-after-outcome on the bird strikes', () => {
  const whole = birdStrikes();

  it.each(upTo(10, (seed) => seed))('leaves out the three cost columns and no other, with seed %i', (seed) => {
    const findings = knownAfterOutcome.detect(context(whole, { seed }));
    expect(findings.flatMap(({ leavesOut }) => leavesOut)).toEqual(['Cost Other', 'Cost Repair', 'Cost Total $']);
    expect(findings.every(({ severity }) => severity === 'critical')).toBe(true);
    for (const finding of findings) expect(finding.evidence).toContain(`${finding.columns[0]} above 0`);
  });

  it('counts as pandas does on the whole table', () => {
    // pandas: cost > 0 in 72, 178 and 209 rows, of which 44, 151 and 154 have damage.
    const evidence = knownAfterOutcome.detect(context(whole, { testShare: 0 })).map((finding) => finding.evidence);
    expect(evidence[0]).toMatch(/^Of 72 training rows with Cost Other above 0, 44 \(61 %\)/);
    expect(evidence[1]).toMatch(/^Of 178 training rows with Cost Repair above 0, 151 \(85 %\)/);
    expect(evidence[2]).toMatch(/^Of 209 training rows with Cost Total \$ above 0, 154 \(74 %\)/);
  });

  it('finds them as well when the kinds of damage are told apart', () => {
    const kinds = whole.target.codes.map((code, i) => (code === 0 ? 0 : 1 + (i % 3)));
    const several = { ...whole, target: target([...kinds], ['None', 'Minor', 'Medium', 'Substantial']) };
    const left = knownAfterOutcome.detect(context(several)).flatMap(({ leavesOut }) => leavesOut);
    expect(left).toEqual(['Cost Other', 'Cost Repair', 'Cost Total $']);
  });
});

describe('known-after-outcome', () => {
  it('says how sure it is: Clopper-Pearson of 126 in 171 is at least 66 %', () => {
    // scipy: beta.ppf(.025, 126, 46) = 0.66423. 126 of 1,061 positives in 10,000 rows, 171 different amounts.
    const labels = upTo(10_000, (i) => Number(i < 1061));
    const cost = upTo(10_000, (i) => (i < 126 || (i >= 2000 && i < 2045) ? i + 1 : 0));
    const [finding] = knownAfterOutcome.detect(trainOnly([numeric('Cost', cost)], target(labels)));
    expect(finding?.evidence).toBe(
      'Of 171 training rows with Cost above 0, 126 (74 %) are positive, against 10.6 % overall (95 % lower bound 66 %).',
    );
  });

  it('catches a column that alone predicts too well, whichever way it points', () => {
    const draw = stream(5, 'x');
    const labels = tenth(2000);
    // Uniform noise of width 1 around 0 and 0.9: the two overlap in a tenth of their range, ROC-AUC 1 - .1²/2 = .995,
    // of which cutting the numbers into intervals costs a little.
    const up = labels.map((label) => draw.uniform() + 0.9 * label);
    const findings = knownAfterOutcome.detect(
      trainOnly(
        [
          numeric('up', up),
          numeric(
            'down',
            up.map((value) => -value),
          ),
        ],
        target(labels),
      ),
    );
    expect(findings.map(({ leavesOut }) => leavesOut[0])).toEqual(['up', 'down']);
    expect(Number(/ROC-AUC of (0\.\d+)/.exec(findings[0]!.evidence)?.[1])).toBeGreaterThan(0.985);
  });

  it('leaves a strong but honest number alone', () => {
    const draw = stream(6, 'x');
    const labels = tenth(2000);
    // The same with centres .55 apart: ROC-AUC 1 - .45²/2 = .899.
    const x = labels.map((label) => draw.uniform() + 0.55 * label);
    expect(knownAfterOutcome.detect(trainOnly([numeric('x', x)], target(labels)))).toEqual([]);
  });

  it('catches a category that carries the class, and a text that is present for the class only', () => {
    const labels = tenth(1000);
    const ward = upTo(1000, (i) => (i % 10 === 0 && i % 40 !== 0 ? 'intensive care' : `ward ${i % 7}`));
    const report = upTo(1000, (i) => (i % 10 === 0 && i % 40 !== 0 ? `text ${i % 17}` : null));
    const findings = knownAfterOutcome.detect(
      trainOnly([category('ward', ward), category('report', report)], target(labels)),
    );
    expect(findings.map(({ leavesOut }) => leavesOut[0])).toEqual(['ward', 'report']);
    expect(findings[0]?.evidence).toContain("ward 'intensive care'");
    expect(findings[1]?.evidence).toContain('report present');
  });

  it('only suspects a pure value that carries little of the class', () => {
    // 26 of 30 rows with the flag are positive, out of 1,000 positive rows: 3 % of the class.
    const labels = tenth(10_000);
    const flag = upTo(10_000, (i) => (i % 10 === 0 && i < 260) || (i % 10 === 1 && i < 40));
    const [finding] = knownAfterOutcome.detect(trainOnly([boolean('flag', flag)], target(labels)));
    expect(finding).toMatchObject({ severity: 'warning', columns: ['flag'], leavesOut: [] });
  });

  it('is not fooled by levels that are pure by chance', () => {
    // 500 levels of 4 rows each: about .1⁴ × 500 of them are all positive, and several hold three positives.
    const draw = stream(7, 'levels');
    const level = upTo(2000, () => `l${draw.integer(500)}`);
    expect(knownAfterOutcome.detect(trainOnly([category('level', level)], target(tenth(2000))))).toEqual([]);
  });

  it('accuses none of 600 columns of noise with 50 positive rows', () => {
    for (let seed = 0; seed < 20; seed++) {
      const draw = stream(seed, 'noise');
      const labels = upTo(1000, (i) => Number(i < 50));
      const columns = upTo(30, (c) =>
        c % 3 === 0
          ? numeric(
              `n${c}`,
              upTo(1000, () => draw.uniform()),
            )
          : c % 3 === 1
            ? numeric(
                `z${c}`,
                upTo(1000, () => (draw.uniform() < 0.03 ? draw.uniform() : 0)),
              )
            : category(
                `c${c}`,
                upTo(1000, () => `l${draw.integer(2 ** ((c + 1) / 3))}`),
              ),
      );
      expect(knownAfterOutcome.detect(trainOnly(columns, target(labels)))).toEqual([]);
    }
  });

  it('names columns as they are', () => {
    const labels = tenth(1000);
    const name = '<img src=x onerror=alert(1)> `x` | $& \\u202e';
    const [finding] = knownAfterOutcome.detect(trainOnly([numeric(name, labels)], target(labels)));
    expect(finding?.leavesOut).toEqual([name]);
    expect(finding?.title).toContain(name);
  });

  it('judges by the training rows alone', () => {
    const labels = tenth(1000);
    const c = context(
      dataset(
        [
          numeric(
            'x',
            upTo(1000, (i) => i % 7),
          ),
        ],
        target(labels),
      ),
    );
    const leaky = { ...c.test, table: { ...c.test.table, columns: [numeric('x', [...c.test.target.codes])] } };
    expect(knownAfterOutcome.detect({ ...c, test: leaky })).toEqual([]);
  });
});
