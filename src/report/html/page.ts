/** The shell of a page: one file, no script, nothing loaded from anywhere; the policy in its head forbids both. */
import { type Html, html, type Part, trusted } from './markup.ts';
import { styleSheet } from './style.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface Page {
  /** Of the browser tab. */
  readonly title: string;
  /** One line above the headline. */
  readonly over: Part;
  readonly headline: string;
  /** Below the headline. */
  readonly lead: Part;
  readonly sections: readonly PageSection[];
  readonly version?: string;
}

export interface PageSection {
  readonly id: string;
  /** In the list of contents. */
  readonly short: string;
  readonly content: Html;
}

export function pageText(page: Page): string {
  const contents = page.sections.map(({ id, short }) => html`<li><a href="#${id}">${short}</a></li>`);
  const made = page.version === undefined ? 'Rareclass' : `Rareclass ${page.version}`;
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${made}">
<title>${page.title}</title>
<style>${trusted(styleSheet)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
<header class="top">
<p class="over">${page.over}</p>
<h1>${page.headline}</h1>
${page.lead}
<nav class="contents" aria-label="Contents"><ul>${contents}</ul></nav>
</header>
<main id="main">
${page.sections.map((entry) => entry.content)}</main>
<footer><p>Made by ${made} from the data alone; the same data, settings and seed give this page again, byte for byte. It holds no
script and loads nothing.</p></footer>
</body>
</html>
`.html;
}
