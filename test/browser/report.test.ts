/** The report as a reader meets it: opened from disk, offline, without script, on paper, with hostile names in the data. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, rareclass, root } from '../built.ts';
import { strikes } from '../cli/tables.ts';
import { browserMissing, launchChromium, visibleText, visit } from './chromium.ts';

const reason = browserMissing();
const folder = mkdtempSync(join(tmpdir(), 'rareclass-report-'));
const reports = { birdstrikes: join(folder, 'birdstrikes.html'), hostile: join(folder, 'hostile.html') };
const url = (path: string) => pathToFileURL(path).href;

/** Text that runs if any of it is ever taken for markup, an attribute, a style or a script. */
const hostile = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(2)</script>',
  "' onmouseover='alert(3)",
  '</style><svg onload=alert(4)>',
] as const;

function makeReports(): void {
  const birdstrikes = rareclass([
    ...['audit', join(root, 'node_modules/vega-datasets/data/birdstrikes.csv'), '--html', reports.birdstrikes],
    ...['--target', 'Effect Amount of damage', '--positive', 'Minor,Medium,Substantial,C,B', '--bootstrap', '200'],
  ]);
  expect(birdstrikes.exitCode, birdstrikes.stderr).toBe(0);
  const data = join(folder, '<img src=x onerror=alert(5)>.csv');
  writeFileSync(data, strikes({ rows: 400, names: hostile, classes: ['<b>no</b>', '<script>alert(6)</script>'] }));
  const made = rareclass(['audit', data, '--target', hostile[0], '--html', reports.hostile, '--bootstrap', '100']);
  expect(made.exitCode, made.stderr).toBe(0);
}

/** The accessible names that the figures must have. */
const figureNames = [
  /^rows in each class/i,
  /^at the usual threshold.*confusion matrix.*rows that are Minor, Medium, Substantial, C or B/i,
  /^at the chosen threshold.*confusion matrix.*rows that are Minor, Medium, Substantial, C or B/i,
  /^ranking.*doing nothing/i,
  /^decisions.*doing nothing/i,
  /^precision-recall curve/i,
  /^ROC curve/,
  /^reliability/i,
];

let browser: Browser;

beforeAll(async () => {
  if (reason !== null) return;
  ensureBuilt();
  makeReports();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach((test) => {
  if (reason !== null) test.skip(reason);
});

describe('the report in a browser', () => {
  it('asks for nothing but itself and complains of nothing', async () => {
    const { context, requests, complaints } = await visit(browser, url(reports.birdstrikes));
    await context.close();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([true, false])('shows every figure with its name (JavaScript %s)', async (javaScript) => {
    const { page, context } = await visit(browser, url(reports.birdstrikes), { javaScript });
    const figures = page.locator('svg[role="img"]:visible');
    const seen = await figures.evaluateAll((all) =>
      all.map((figure) => ({
        name: figure.getAttribute('aria-label') ?? '',
        area: figure.getBoundingClientRect().width * figure.getBoundingClientRect().height,
      })),
    );
    const text = await visibleText(page);
    await context.close();
    for (const name of figureNames) {
      expect(
        seen.filter((figure) => name.test(figure.name) && figure.area > 10_000),
        `${name}`,
      ).not.toEqual([]);
    }
    for (const words of [/accuracy/i, /average precision/i, /Effect Amount of damage/, /do nothing|doing nothing/i]) {
      expect(text).toMatch(words);
    }
  });

  it.each([375, 1200])('never scrolls sideways at %i pixels', async (width) => {
    const { page, context } = await visit(browser, url(reports.birdstrikes), { width });
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    await context.close();
    expect(excess).toBeLessThanOrEqual(0);
  });

  it('prints', async () => {
    const { page, context } = await visit(browser, url(reports.birdstrikes));
    const pdf = await page.pdf({ format: 'A4' });
    await context.close();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
  });

  it('shows hostile names as text and runs none of them', async () => {
    const { page, context, requests, complaints } = await visit(browser, url(reports.hostile));
    await page.mouse.move(300, 300);
    const text = await page.locator('body').textContent();
    const planted = await page.locator('script, img, b, [onerror], [onload], [onmouseover]').count();
    await context.close();
    expect(planted).toBe(0);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    for (const name of hostile) expect(text).toContain(name);
  });
});
