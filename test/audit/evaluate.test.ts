/** Judging one file: numbers against scikit-learn, classes, thresholds, groups, amounts, missing scores. */
import { describe, expect, it } from 'vitest';
import { evaluatePredictions } from '../../src/audit/evaluate-predictions.ts';
import { codes, csv, fileOf, judged, measureOf, options, peerMeasures, peers } from './evaluate-files.ts';

const { label, expected } = peers;
const file = csv({ label, score: peers.new });

describe('numbers', () => {
  it.each(peerMeasures)('gives the %s that scikit-learn gives, and with weights', async (name) => {
    expect(measureOf(await judged(file), name).value).toBeCloseTo(expected.new[name], 12);
    const weighted = csv({ label, score: peers.new, w: peers.weight });
    expect(measureOf(await judged(weighted, { weight: 'w' }), name).value).toBeCloseTo(expected.weighted[name], 12);
  });

  it('reads words, other orders of columns and columns it does not need', async () => {
    const words = label.map((one) => (one === 1 ? 'fraud' : 'fine'));
    const result = await judged(csv({ note: words, score: peers.new, label: words }));
    expect(result.target).toEqual({
      column: 'label',
      positive: 'fraud',
      positiveValues: ['fraud'],
      positiveInferred: true,
    });
    expect(measureOf(result, 'rocAuc').value).toBeCloseTo(expected.new.rocAuc, 12);
  });

  it('judges each class of several score columns', async () => {
    const { truth, matrix, expected: wanted } = peers.multiclass;
    const columns = {
      t: truth,
      score_B: matrix.map((row) => row[1]),
      C: matrix.map((row) => row[2]),
      first: matrix.map((row) => row[0]),
    };
    const scores = [{ column: 'first', class: 'A' }, { column: 'score_B' }, { column: 'C' }];
    const result = await judged(csv(columns), { label: 't', scores });
    expect(result.task).toBe('multiclass');
    expect(result.multiclass?.classes).toEqual(['A', 'B', 'C']);
    expect(result.multiclass?.confusion).toEqual(wanted.confusion);
    for (const name of ['balancedAccuracy', 'macroF1', 'macroRocAuc'] as const)
      expect(measureOf(result, name).value).toBeCloseTo(wanted[name], 8);
  });

  it('judges predicted classes by their decisions alone', async () => {
    const hard = peers.new.map((score) => (score >= 0.5 ? 1 : 0));
    const {
      evaluation,
      judged: kind,
      findings,
    } = await evaluatePredictions({ files: [csv({ label, hard })] }, { label: 'label', prediction: 'hard' });
    expect(kind).toBe('classes');
    expect(evaluation?.ranking).toEqual([]);
    expect(evaluation?.points[0]?.measures.find(({ name }) => name === 'f1')?.value).toBeCloseTo(expected.new.f1, 12);
    expect(findings.map(({ code }) => code)).not.toContain('few-distinct-scores');
  });

  it('gives the same bytes twice', async () => {
    const grouped = csv({ label, score: peers.new, group: peers.group });
    const twice = [await judged(grouped, { group: 'group' }), await judged(grouped, { group: 'group' })];
    expect(JSON.stringify(twice[0])).toBe(JSON.stringify(twice[1]));
  });
});

describe('thresholds', () => {
  it('judges one half and the one that is given', async () => {
    const { evaluation, threshold } = await judged(file, { threshold: 0.25 });
    expect(evaluation?.points.map((point) => point.threshold)).toEqual([0.5, 0.25]);
    expect(threshold).toEqual({ origin: 'given', threshold: 0.25 });
  });

  it('says that a threshold chosen here is optimistic', async () => {
    const result = await judged(file, { thresholdFor: 'f1' });
    expect(result.threshold?.origin).toBe('chosen-on-these-rows');
    expect(codes(result)).toContain('threshold-chosen-here');
    // Every distinct score is a candidate: none may do better.
    const f1 = (threshold: number): number => {
      const flagged = peers.new.map((score) => score >= threshold);
      const hits = flagged.filter((one, i) => one && label[i] === 1).length;
      const positives = label.filter((one) => one === 1).length;
      return (2 * hits) / (positives + flagged.filter(Boolean).length);
    };
    expect(measureOf(result, 'f1').value).toBeCloseTo(Math.max(...peers.new.map(f1)), 12);
  });

  it('judges no decisions of scores that are no probabilities, and says so', async () => {
    const result = await judged(csv({ label, score: peers.new.map((score) => 10 * score - 3) }));
    expect(result.judged).toBe('scores');
    expect(result.evaluation?.points).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['no-threshold']);
    expect(measureOf(result, 'rocAuc').value).toBeCloseTo(expected.new.rocAuc, 12);
  });

  it('takes scores between 0 and 1 for no probabilities where told so', async () => {
    const result = await judged(file, { probabilities: false, threshold: 0.5 });
    expect(result.evaluation?.probability).toEqual([]);
    expect(measureOf(result, 'recall').value).toBeCloseTo(expected.new.recall, 12);
  });
});

describe('groups', () => {
  it('resamples whole groups for every interval', async () => {
    const result = await judged(csv({ label, score: peers.new, group: peers.group }), {
      group: 'group',
      bootstrap: 4000,
    });
    // Two simulations of 4,000 replicates: their quantiles agree to about a tenth of the interval.
    for (const [name, [low, high]] of [
      ['recall', expected.recallByGroup],
      ['rocAuc', expected.aucByGroup],
    ] as const) {
      const { interval } = measureOf(result, name);
      expect(interval?.method).toBe('group bootstrap (4000), percentile');
      expect(Math.abs(interval!.low - low)).toBeLessThan(0.1 * (high - low));
      expect(Math.abs(interval!.high - high)).toBeLessThan(0.1 * (high - low));
    }
    expect(result.warnings.find(({ code }) => code === 'groups')?.message).toContain('60 groups');
  });
});

describe('amounts', () => {
  it('says how much of what is at stake is caught', async () => {
    const { amounts } = await judged(csv({ label, score: peers.new, amount: peers.amount }), { amount: 'amount' });
    expect(amounts?.atStake).toBeCloseTo(expected.atStake, 8);
    expect(amounts?.points[0]?.caught).toBeCloseTo(expected.caught, 8);
    expect(amounts?.points[0]?.measure.value).toBeCloseTo(expected.caught / expected.atStake, 12);
  });
});

describe('missing scores', () => {
  const text = [
    'label,score',
    ...Array.from({ length: 400 }, (_, i) => `${i < 40 ? 1 : 0},${i % 4 === 0 && i < 40 ? '' : (i % 97) / 100}`),
  ];

  it('are refused with their lines and the class they are of', async () => {
    await expect(judged(fileOf(text.join('\n')))).rejects.toThrow(
      "new.csv: 10 rows have no score in 'score' (line 2, line 6, line 10, line 14, line 18 …): 10 of 40 rows of '1' and 0 of 360 rows of '0'",
    );
  });

  it('that favour a class are a critical finding when dropped', async () => {
    const result = await judged(fileOf(text.join('\n')), { missingScores: 'drop' });
    expect(result.evaluation?.n).toBe(390);
    expect(result.findings[0]).toMatchObject({ code: 'missing-scores', severity: 'critical', classes: ['1'] });
  });

  it('are a warning where both classes lack them alike', async () => {
    const alike = text.map((line, i) =>
      i === 1 || i % 50 === 0 ? line.replace(/,.*/, ',nan') : line.replace(/,$/, ',.1'),
    );
    const header = alike.with(0, 'label,score');
    const result = await judged(fileOf(header.join('\n')), { missingScores: 'drop' });
    expect(result.findings.find(({ code }) => code === 'missing-scores')?.severity).toBe('warning');
  });

  it('are told apart from missing labels, which are set aside with a warning', async () => {
    const { evaluation, warnings } = await judged(fileOf('label,score\n0,.1\n,.2\n1,.9\n0,.3\n'));
    expect(evaluation?.n).toBe(3);
    expect(warnings.map(({ message }) => message)).toEqual([
      "1 of 4 rows has no value in the label 'label' and is set aside.",
    ]);
  });
});

describe('one class only', () => {
  it('leaves undefined what needs the other, with the reason', async () => {
    const result = await judged(fileOf('label,score\n0,.1\n0,.7\n0,.2\n'));
    expect(measureOf(result, 'rocAuc')).toMatchObject({ value: null, reason: 'there are no positives' });
    expect(measureOf(result, 'specificity').value).toBeCloseTo(2 / 3, 12);
    expect(result.warnings.map(({ code }) => code)).toContain('one-class');
    expect(result.target.positive).toBe('not 0');
  });

  it('takes a value that reads as yes for the positive class', async () => {
    const result = await judged(fileOf('label,score\n1,.1\n1,.7\n'));
    expect(result.target.positive).toBe('1');
    expect(measureOf(result, 'recall').value).toBe(0.5);
    expect(measureOf(result, 'specificity').value).toBeNull();
  });
});

describe('red flags', () => {
  const n = 400;
  const rare = Array.from({ length: n }, (_, i) => (i % 20 === 0 ? 1 : 0));
  const walk = (step: number): number[] => Array.from({ length: n }, (_, i) => (i * step) % 1);
  const noise = walk(0.6180339887498949);
  const flagged = async (score: readonly number[], labels: readonly number[] = rare, more = {}): Promise<string[]> =>
    codes(await judged(csv({ label: labels, score }), more));

  it('hard labels given as scores', async () => {
    expect(await flagged(rare.map((one, i) => (noise[i]! < 0.1 ? 1 - one : one)))).toContain('few-distinct-scores');
  });
  it('scores that rank backwards', async () => {
    expect(await flagged(rare.map((one, i) => 0.4 * (1 - one) + 0.5 * noise[i]!))).toContain('ranks-backwards');
  });
  it('a positive class that is the larger', async () => {
    const shifted = rare.map((one, i) => 0.4 * one + 0.5 * noise[i]!);
    expect(await flagged(shifted, rare, { positive: ['0'] })).toContain('positive-is-majority');
    expect(await flagged(shifted)).not.toContain('positive-is-majority');
  });
  it('nothing predicted positive, and accuracy at the null', async () => {
    const low = await flagged(rare.map((one, i) => 0.1 * one + 0.3 * noise[i]!));
    expect(low).toContain('nothing-predicted-positive');
    expect(low).toContain('accuracy-at-null');
  });
  it('one half where a chosen threshold finds more', async () => {
    const low = rare.map((one, i) => 0.3 * one + 0.29 * noise[i]!);
    expect(await flagged(low, rare, { threshold: 0.2 })).toContain('default-threshold');
  });
  it('probabilities that are too high on average', async () => {
    expect(await flagged(rare.map((one, i) => 0.3 * one + 0.6 * noise[i]!))).toContain('mean-score-off');
    expect(
      await flagged(
        rare.map((one, i) => 0.3 * one + 0.6 * noise[i]!),
        rare,
        { probabilities: false, threshold: 0.5 },
      ),
    ).not.toContain('mean-score-off');
  });
  it('a high ROC-AUC beside a low average precision', async () => {
    // All positives above nine in ten negatives, and below the rest: two false alarms for each hit.
    expect(await flagged(rare.map((one, i) => (one === 1 ? 0.9 + 0.01 * noise[i]! : noise[i]!)))).toContain(
      'high-auc-low-ap',
    );
  });
  it('a recall that is not known well', async () => {
    const few = Array.from({ length: n }, (_, i) => (i % 40 === 0 ? 1 : 0));
    expect(
      await flagged(
        few.map((one, i) => 0.3 * one + 0.6 * noise[i]!),
        few,
      ),
    ).toContain('wide-interval');
  });
  it('no skill at all', async () => {
    expect(await flagged(walk(0.7548776662466927))).toContain('no-skill');
  });
});

describe('what cannot be judged', () => {
  it.each([
    ['label,score\na,.1\nb,.2\nc,.3\n', {}, 'name --positive, or give one score column for each class'],
    ['label,score\n0,.1\n1,x\n', {}, "new.csv: line 3: column 'score' must hold scores, which are numbers, got 'x'"],
    [
      'label,score\n0,.1\n1,1.5\n',
      { probabilities: true },
      "line 3: column 'score' must hold probabilities from 0 to 1, got 1.5",
    ],
    [
      'label,score,w\n0,.1,1\n1,.5,-1\n',
      { weight: 'w' },
      "line 3: column 'w' must hold weights, finite and at least 0, got -1",
    ],
    ['label,score,w\n0,.1,0\n1,.5,0\n', { weight: 'w' }, "column 'w' must hold at least one weight above 0"],
    ['label,score\n0,.1\n1,.5\n', { positive: ['2'] }, "evaluate: positive must be a value of 'label', got '2'"],
    ['label,scor\n0,.1\n1,.5\n', {}, "there is no column 'score'; did you mean 'scor'?"],
    ['label,score\n', {}, 'the file has a header but no rows'],
    [
      'label,score,id\n0,.1,a\n1,.5,a\n',
      { id: 'id' },
      "line 2: column 'id' must name each row once, but 'a' is here and on line 3",
    ],
    [
      'label,score,m\n0,.1,\n1,.5,\n',
      { amount: 'm' },
      "line 3: column 'm' must hold amounts, finite and at least 0, got nothing for a positive row",
    ],
  ] as const)('is refused in one line: %j', async (text, more, message) => {
    await expect(judged(fileOf(text), more)).rejects.toThrow(message);
  });

  it('names a class without a column, and a prediction that is no class', async () => {
    const scores = [{ column: 'a' }, { column: 'b' }];
    await expect(judged(fileOf('label,a,b\na,.5,.5\nc,.5,.5\n'), { scores })).rejects.toThrow(
      "no column is named 'c'; say which is with --score c=<column>,…",
    );
    await expect(
      evaluatePredictions({ files: [fileOf('label,p\n0,0\n1,True\n')] }, { label: 'label', prediction: 'p' }),
    ).rejects.toThrow("line 3: column 'p' must hold values of the label ('0' and '1'), got 'True'");
  });

  it('refuses a row whose probabilities do not add to 1', async () => {
    const scores = [{ column: 'a' }, { column: 'b' }];
    await expect(judged(fileOf('label,a,b\na,.5,.5\nb,.5,.4\n'), { scores })).rejects.toThrow('1 (within 1e-6)');
  });

  it('checks options before it reads', async () => {
    const never = { name: 'x.csv', stream: () => expect.fail('was read') };
    for (const more of [
      { level: 95 },
      { bootstrap: 10 },
      { gates: ['recall'] },
      { threshold: Number.NaN },
      { seed: -1 },
    ])
      await expect(evaluatePredictions({ files: [never] }, { ...options, ...more })).rejects.toThrow('evaluate: ');
  });
});
