/**
 * A browser for tests: the Chromium that is installed, driven by playwright-core, which downloads none. Where there is none
 * the tests are skipped with that reason, unless RARECLASS_BROWSER=required makes its absence a failure.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const usualPlaces = [
  '/usr/bin',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** CHROMIUM of the environment, else the first found on the PATH or in the usual places. */
export function findChromium(): string | null {
  const { CHROMIUM: named, PATH: path = '' } = process.env;
  if (named !== undefined) return isProgram(named) ? named : null;
  const folders = [...path.split(delimiter), ...usualPlaces.filter((place) => place.endsWith('bin'))];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...usualPlaces.filter((place) => !place.endsWith('bin'))].find(isProgram) ?? null;
}

/** Why browser tests cannot run here, or null where they can. Throws where they must run and cannot. */
export function browserMissing(): string | null {
  if (findChromium() !== null) return null;
  const reason = 'no Chromium found: install one (apt-get install chromium) or name it in CHROMIUM';
  const { RARECLASS_BROWSER: wanted } = process.env;
  if (wanted === 'required') throw new Error(reason);
  return reason;
}

export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox', '--disable-gpu'] });
}

/** An opened page and everything suspicious that happened on it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses asked for, other than the page itself. */
  readonly requests: readonly string[];
  /** Console errors and warnings, exceptions, dialogs. */
  readonly complaints: readonly string[];
}

interface VisitOptions {
  readonly javaScript?: boolean;
  readonly width?: number;
}

/** Opens a local file with the network cut off. */
export async function visit(
  browser: Browser,
  url: string,
  { javaScript = true, width = 1200 }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    offline: true,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, context, requests, complaints };
}

/** The text a reader sees: hidden parts and scripts do not count. */
export async function visibleText(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is the point
  return await page.locator('body').innerText();
}
