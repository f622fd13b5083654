/**
 * Colours and type of all charts. Colours are from the Okabe-Ito family, told apart by people with colour-vision deficiency
 * and in grey print. Every coloured thing carries its light colour as an attribute and its role as a class, so that a chart
 * stands alone anywhere, while a page may restyle the roles (dark mode, its own palette).
 */
import type { Attributes } from './svg.ts';

export type Role = 'ink' | 'muted' | 'faint' | 'grid' | 'surface' | 'rare' | 'common' | 'accent' | 'good' | 'bad';

const light: Readonly<Record<Role, string>> = {
  ink: '#1b2330',
  muted: '#566173',
  faint: '#8c96a5',
  grid: '#dfe3e9',
  surface: '#ffffff',
  rare: '#c2410c',
  common: '#a9b6c6',
  accent: '#0b5cad',
  good: '#00755a',
  bad: '#b3261e',
};

const dark: Readonly<Record<Role, string>> = {
  ink: '#e8ecf2',
  muted: '#a5b0c0',
  faint: '#7d8898',
  grid: '#333c49',
  surface: '#171c24',
  rare: '#ff9a62',
  common: '#5d6b7e',
  accent: '#6cb4ff',
  good: '#4fd0a8',
  bad: '#ff8a80',
};

const roles = Object.keys(light) as readonly Role[];

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export function fill(role: Role): Attributes {
  return { fill: light[role], class: `rc-fill-${role}` };
}

export function stroke(role: Role, width = 1): Attributes {
  return { fill: 'none', stroke: light[role], 'stroke-width': width, class: `rc-stroke-${role}` };
}

function variables(colours: Readonly<Record<Role, string>>): string {
  return roles.map((role) => `--rc-${role}:${colours[role]}`).join(';');
}

/** CSS that gives a page the palette as variables, in light and dark, and lets its charts follow. Print is always light. */
export function themeCss(): string {
  const follow = roles
    .map((role) => `.rc-fill-${role}{fill:var(--rc-${role})}.rc-stroke-${role}{stroke:var(--rc-${role})}`)
    .join('\n');
  return [
    `:root{color-scheme:light dark;${variables(light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}`,
    follow,
  ].join('\n');
}
