/**
 * Rows with two features as points: what resampling does to them. Common and rare rows differ in colour and size, made rows
 * are diamonds, removed rows crosses, so that no picture depends on colour alone.
 */
import { scaleLinear } from 'd3-scale';
import { frame, label, textWidth } from './frame.ts';
import { type Attributes, element, linePath, type Svg } from './svg.ts';
import { fill, stroke } from './theme.ts';

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly rare: boolean;
  /** Default `kept`. */
  readonly state?: 'kept' | 'made' | 'removed';
  /** How often a kept row is there; more than once gives it a halo whose area grows with the copies. Default 1. */
  readonly times?: number;
}

/** A faint line, such as from the row that another was made from to the neighbour it was moved towards. */
export interface ScatterLink {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

export interface ScatterPanel {
  readonly title?: string;
  /** One line below the title, such as counts. */
  readonly note?: string;
  readonly points: readonly ScatterPoint[];
  readonly links?: readonly ScatterLink[];
}

export interface ScatterOptions {
  readonly title: string;
  readonly description: string;
  /** Range of both features; what lies outside is not drawn. */
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
  /** Panels side by side; default 1. */
  readonly across?: number;
  /** Width of a panel; default 300. Its height is four fifths of that. */
  readonly panelWidth?: number;
}

const gap = 18;
const lineHeight = 20;
const top = 28;

/** Panels in rows, all to the same scale, with one legend below. */
export function scatterChart(panels: readonly ScatterPanel[], options: ScatterOptions): string {
  const { title, description, x, y, across = 1, panelWidth = 300 } = options;
  const plotHeight = panelWidth * 0.8;
  const columns = Math.max(1, Math.min(across, panels.length));
  const rows = Math.ceil(panels.length / columns);
  const head = panels.some((panel) => panel.title !== undefined) ? 34 : 18;
  const step = [panelWidth + gap, plotHeight + head + gap] as const;
  const width = columns * step[0] - gap;
  const drawn = panels.map((panel, i) => {
    const left = (i % columns) * step[0];
    const up = top + Math.floor(i / columns) * step[1];
    return panelMarks(panel, { left, top: up, head, width: panelWidth, height: plotHeight, x, y });
  });
  const legendTop = top + rows * step[1] - gap + 18;
  const legend = placed(legendOf(panels), width);
  const height = legendTop + ((legend.at(-1)?.row ?? 0) + 0.5) * lineHeight;
  return frame({ width, height, title, description }, drawn, legendMarks(legend, legendTop));
}

interface Box {
  readonly left: number;
  readonly top: number;
  /** Room for title and note, above the plot. */
  readonly head: number;
  readonly width: number;
  readonly height: number;
  readonly x: ScatterOptions['x'];
  readonly y: ScatterOptions['y'];
}

function panelMarks({ title, note, points, links = [] }: ScatterPanel, box: Box): Svg {
  const { left, top: up, head, width, height } = box;
  const plotTop = up + head;
  const margin = 6;
  const x = scaleLinear(box.x, [left + margin, left + width - margin]);
  const y = scaleLinear(box.y, [plotTop + height - margin, plotTop + margin]);
  const inside = (at: readonly [number, number]) =>
    box.x[0] <= at[0] && at[0] <= box.x[1] && box.y[0] <= at[1] && at[1] <= box.y[1];
  const visible = points.filter((point) => inside([point.x, point.y]));
  const lines = links
    .filter(({ from, to }) => inside(from) && inside(to))
    .map(({ from, to }) => linePath([from, to].map((at) => [x(at[0]), y(at[1])] as const)));
  return element(
    'g',
    {},
    title === undefined ? null : label(title, { x: left, y: up + 12, size: 12.5, weight: 600, maxWidth: width * 1.1 }),
    note === undefined
      ? null
      : label(note, { x: left, y: plotTop - 8, size: 11, role: 'muted', maxWidth: width * 1.1 }),
    element('rect', { x: left, y: plotTop, width, height, rx: 4, ...stroke('grid') }),
    lines.length === 0
      ? null
      : element('path', { d: lines.join(''), ...stroke('accent', 0.8), 'stroke-opacity': '0.35' }),
    layerMarks(visible, (point) => [x(point.x), y(point.y)], {
      size: Math.min(1.25, Math.max(0.78, width / 300)),
      among: points.length,
    }),
  );
}

interface Layer {
  readonly has: (point: ScatterPoint) => boolean;
  /** May depend on how many of the points of the panel are in the layer. */
  readonly look: (share: number) => Attributes;
  readonly mark: (point: ScatterPoint, cx: number, cy: number, size: number) => Svg;
}

const rim: Attributes = { stroke: '#fff', 'stroke-width': 0.8 };

/** What is drawn below comes first; all marks of a layer look alike. */
const layers: readonly Layer[] = [
  {
    has: ({ rare, state }) => !rare && state === 'removed',
    // Where few are removed it is they that matter; where most are, it is those that stay.
    look: (share) => stroke(share < 0.3 ? 'muted' : 'common', 1.2),
    mark: (_, cx, cy, size) => cross(cx, cy, 2.4 * size),
  },
  {
    has: ({ times = 1 }) => times > 1,
    look: () => ({ ...fill('accent'), 'fill-opacity': '0.25' }),
    mark: ({ rare, times = 1 }, cx, cy, size) => circle(cx, cy, Math.sqrt(times) * dotSize(rare) * size),
  },
  {
    has: ({ rare, state = 'kept' }) => !rare && state === 'kept',
    look: () => ({ ...fill('faint'), ...rim }),
    mark: (_, cx, cy, size) => circle(cx, cy, dotSize(false) * size),
  },
  {
    has: ({ rare, state }) => !rare && state === 'made',
    look: () => ({ ...fill('ink'), ...rim }),
    mark: (_, cx, cy, size) => diamond(cx, cy, 4 * size),
  },
  {
    has: ({ rare, state }) => rare && state === 'made',
    look: () => ({ ...fill('accent'), ...rim }),
    mark: (_, cx, cy, size) => diamond(cx, cy, 4 * size),
  },
  {
    has: ({ rare, state = 'kept' }) => rare && state === 'kept',
    look: () => ({ ...fill('rare'), ...rim }),
    mark: (_, cx, cy, size) => circle(cx, cy, dotSize(true) * size),
  },
  {
    has: ({ rare, state }) => rare && state === 'removed',
    look: () => stroke('rare', 1.4),
    mark: (_, cx, cy, size) => cross(cx, cy, 3 * size),
  },
];

const dotSize = (rare: boolean): number => (rare ? 3.9 : 2.9);

type Place = (point: ScatterPoint) => readonly [cx: number, cy: number];

interface MarkOptions {
  readonly size: number;
  /** All points of the panel, or as many as it could have. */
  readonly among: number;
}

function layerMarks(points: readonly ScatterPoint[], place: Place, { size, among }: MarkOptions): readonly Svg[] {
  return layers.flatMap(({ has, look, mark }) => {
    const here = points.filter(has).map((point) => mark(point, ...place(point), size));
    return here.length === 0 ? [] : [element('g', look(here.length / among), here)];
  });
}

function circle(cx: number, cy: number, r: number): Svg {
  return element('circle', { cx, cy, r });
}

function diamond(cx: number, cy: number, r: number): Svg {
  return element('path', {
    d: `${linePath([
      [cx, cy - r],
      [cx + r, cy],
      [cx, cy + r],
      [cx - r, cy],
    ])}Z`,
  });
}

function cross(cx: number, cy: number, r: number): Svg {
  const strokes = [
    linePath([
      [cx - r, cy - r],
      [cx + r, cy + r],
    ]),
    linePath([
      [cx - r, cy + r],
      [cx + r, cy - r],
    ]),
  ];
  return element('path', { d: strokes.join('') });
}

interface LegendEntry {
  readonly text: string;
  readonly point: ScatterPoint;
}

const entries: readonly (LegendEntry & { readonly is: (point: ScatterPoint) => boolean })[] = [
  { text: 'common row', point: sample(false), is: ({ rare, state = 'kept' }) => !rare && state === 'kept' },
  { text: 'rare row', point: sample(true), is: ({ rare, state = 'kept' }) => rare && state === 'kept' },
  { text: 'made rare row', point: sample(true, 'made'), is: ({ rare, state }) => rare && state === 'made' },
  { text: 'made common row', point: sample(false, 'made'), is: ({ rare, state }) => !rare && state === 'made' },
  { text: 'repeated row', point: { ...sample(true), times: 3 }, is: ({ times = 1 }) => times > 1 },
  {
    text: 'removed common row',
    point: sample(false, 'removed'),
    is: ({ rare, state }) => !rare && state === 'removed',
  },
  { text: 'removed rare row', point: sample(true, 'removed'), is: ({ rare, state }) => rare && state === 'removed' },
];

function sample(rare: boolean, state: NonNullable<ScatterPoint['state']> = 'kept'): ScatterPoint {
  return { x: 0, y: 0, rare, state };
}

/** Only what the panels show. */
function legendOf(panels: readonly ScatterPanel[]): readonly LegendEntry[] {
  return entries.filter(({ is }) => panels.some(({ points }) => points.some(is)));
}

interface PlacedEntry extends LegendEntry {
  readonly left: number;
  readonly row: number;
}

/** Side by side, on as many lines as it takes. */
function placed(shown: readonly LegendEntry[], width: number): readonly PlacedEntry[] {
  let [left, row] = [0, 0];
  return shown.map((entry) => {
    const needed = 22 + textWidth(entry.text, 11);
    if (left > 0 && left + needed > width) [left, row] = [0, row + 1];
    const here = { ...entry, left, row };
    left += needed + 18;
    return here;
  });
}

function legendMarks(legend: readonly PlacedEntry[], top: number): readonly Svg[] {
  return legend.map(({ point, text, left, row }) => {
    const y = top + row * lineHeight;
    return element(
      'g',
      {},
      layerMarks([point], () => [left + 9, y], { size: 1, among: 10 }),
      label(text, { x: left + 20, y: y + 4, size: 11, role: 'muted' }),
    );
  });
}
