/** The main job on the bird strikes: every trap of the table is handled by rule, and the same seed gives the same bytes. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { AuditOptions, AuditResult, Progress } from '../../src/audit/types.ts';
import { auditToJson } from '../../src/report/json.ts';
import { bytesOf } from '../../src/table/bytes.ts';

const bytes = readFileSync(new URL('../../node_modules/vega-datasets/data/birdstrikes.csv', import.meta.url));
const target = 'Effect Amount of damage';
const positive = ['Minor', 'Medium', 'Substantial', 'C', 'B'];
const run = (options: Partial<AuditOptions> = {}, hooks = {}) =>
  audit(bytesOf(bytes, 'birdstrikes.csv'), { target, bootstrap: 200, ...options }, hooks);

describe('any damage against none', () => {
  const progress: Progress[] = [];
  let result: AuditResult;
  beforeAll(async () => {
    result = await run({ positive }, { onProgress: (step: Progress) => void progress.push(step) });
  });

  it("reads 'None' as a class and counts as pandas does", () => {
    // pandas: (table[target] != 'None').sum() is 1061 of 10000
    expect(result.distribution.classes.map(({ label, count }) => [label, count])).toEqual([
      ['None', 8939],
      ['Minor, Medium, Substantial, C or B', 1061],
    ]);
  });

  it('leaves the columns known only after the damage out, and the date, and no honest column', () => {
    const left = result.columns.filter(({ role }) => role === 'left-out').map(({ name }) => name);
    expect(left.sort()).toEqual(['Cost Other', 'Cost Repair', 'Cost Total $', 'Flight Date']);
  });

  it('shows what the leaks would have pretended', () => {
    const ap = result.pretended!.measures.find(({ name }) => name === 'averagePrecision')!;
    // scikit-learn's pipeline reaches .388 without and, with the three columns, clearly more.
    expect(ap.without!).toBeCloseTo(0.388, 2);
    expect(ap.with! - ap.without!).toBeGreaterThan(0.05);
  });

  it('splits like train_test_split(stratify, test_size .2): 8000 and 2000 rows, 849 and 212 positive', () => {
    expect([result.split.train.rows, result.split.test.rows]).toEqual([8000, 2000]);
    expect(result.split.train.counts[1]! + result.split.test.counts[1]!).toBe(1061);
    expect(result.split.test.counts[1]).toBe(212);
  });

  it('is chosen and judged on different rows', () => {
    expect(result.threshold!.chosenOn).toEqual({ role: 'out-of-fold', rows: 8000, positives: 849 });
    expect(result.test!.role).toBe('test');
    expect(result.test!.n).toBe(2000);
    expect(result.test!.points.map(({ threshold }) => threshold)).toEqual([0.5, result.threshold!.threshold]);
  });

  it('says that balanced weights do not beat doing nothing', () => {
    const weights = result.comparison.results.find(({ strategy }) => strategy === 'balanced-weights')!;
    expect(['hurts', 'cannot-tell']).toContain(weights.verdict);
    expect(result.comparison.summary[0]).toMatch(/^Nothing that was tried ranks cases better/);
    expect(result.chosen.strategy).toBe('none');
  });

  it('the same seed gives the same bytes, another seed other rows', async () => {
    expect(auditToJson(await run({ positive }))).toBe(auditToJson(result));
    expect((await run({ positive, seed: 7 })).test!.points[0]!.confusion).not.toEqual(
      result.test!.points[0]!.confusion,
    );
  });

  it('tells its progress from none to all', () => {
    expect(progress.length).toBeGreaterThan(20);
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);
    expect(progress.at(-1)!.done).toBe(progress.at(-1)!.total);
  });
});

describe('all classes of damage', () => {
  it('sets aside the classes that are too rare to be judged, and says so', async () => {
    const result = await run();
    expect(result.task).toBe('multiclass');
    const aside = result.distribution.classes.filter(({ fate }) => fate === 'set-aside');
    expect(aside.map(({ label, count }) => [label, count])).toEqual([
      ['C', 14],
      ['B', 1],
    ]);
    expect(result.findings.find(({ code }) => code === 'class-too-rare')?.classes).toEqual(['C', 'B']);
    expect(result.multiclassTest!.classes).toEqual(['Medium', 'Minor', 'None', 'Substantial']);
    expect(result.threshold).toBeNull();
  });
});

describe('on request', () => {
  it('keeps a column that a finding would leave out', async () => {
    const result = await run({ positive, keep: ['Cost Other'] });
    expect(result.columns.find(({ name }) => name === 'Cost Other')!.role).toBe('feature');
    expect(result.pretended!.columns).toEqual(['Cost Repair', 'Cost Total $']);
  });

  it('chooses the threshold for a recall floor', async () => {
    const result = await run({ positive, thresholdFor: 'recall>=0.8' });
    const recall = result.threshold!.achieved.find(({ name }) => name === 'recall')!.value!;
    expect(recall).toBeGreaterThanOrEqual(0.8);
    // One positive fewer would break the floor: 849 positives, so recall is within 1/849 of it.
    expect(recall).toBeLessThan(0.8 + 1 / 849);
  });

  it('says that a precision floor cannot be met', async () => {
    const result = await run({ positive, thresholdFor: 'precision>=0.999' });
    if (result.threshold!.threshold === null) expect(result.threshold!.infeasible).toContain('the highest precision');
    else expect(result.threshold!.achieved.find(({ name }) => name === 'precision')!.value).toBe(1);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const stopped = run({ positive }, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(stopped).rejects.toThrow();
  });
});

it('a table whose every column is left out is refused with the way back', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `${i % 10 === 0 ? 'yes,1' : 'no,0'}`);
  const leaky = new TextEncoder().encode(`y,x\n${rows.join('\n')}\n`);
  await expect(audit(bytesOf(leaky, 'leaky.csv'), { target: 'y' })).rejects.toThrow(
    /keep 'x' all the same with --keep/,
  );
});
