/** Gates as text: `recall>=0.8`, `ap>0.3@value`, `rocAuc>=0.9@lower99`. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { metrics } from '../metrics/registry.ts';
import type { GateResult } from './evaluate-types.ts';

export interface Gate {
  readonly text: string;
  /** Name of a measure. */
  readonly metric: string;
  /** Of three or more classes, the one asked about: `recall[Substantial]>=0.5`. */
  readonly ofClass: string | null;
  readonly comparison: GateResult['comparison'];
  readonly bound: number;
  /** Coverage of the interval that must clear the bound, null where the result's own is meant. */
  readonly level: number | null;
  readonly compares: GateResult['compares'];
}

/** Names that people use besides the measures' own. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['ap', 'averagePrecision'],
  ['auc', 'rocAuc'],
  ['rocauc', 'rocAuc'],
  ['sensitivity', 'recall'],
  ['tpr', 'recall'],
  ['tnr', 'specificity'],
  ['ppv', 'precision'],
]);

const known: readonly string[] = [
  ...metrics.map(({ name }) => name),
  ...['macroF1', 'weightedF1', 'macroRocAuc', 'macroAveragePrecision', 'amountRecall'],
];

/**
 * A gate from its text: a measure, `>=`, `>`, `<=` or `<`, and a number or percentage. By default the whole interval of the
 * measure must clear the bound. `@value` compares the value alone; `@lower99` (for `<=`: `@upper99`) an interval of another
 * level. Measures may be written in any letter case, with hyphens, and by their common short names.
 */
export function parseGate(text: string): Gate {
  const parts = /^\s*([^<>=@[\]]+?)\s*(?:\[(.+)\])?\s*(>=|<=|>|<)\s*([^@\s]+)\s*(?:@\s*(\S+))?\s*$/.exec(text);
  if (parts === null) {
    throw refuse('a measure, a comparison and a number, such as recall>=0.8 or ap>0.3@value', text);
  }
  const comparison = parts[3] as Gate['comparison'];
  return {
    text: text.trim(),
    metric: metricOf(parts[1]!, text),
    ofClass: parts[2] ?? null,
    comparison,
    bound: boundOf(parts[4]!, text),
    ...comparedOf(parts[5], comparison, text),
  };
}

function refuse(expected: string, received: string, advice?: string): InputError {
  return new InputError({
    code: 'gate',
    fn: 'evaluate',
    argument: 'gate',
    expected,
    received,
    ...(advice === undefined ? {} : { advice }),
  });
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');

function metricOf(asked: string, text: string): string {
  const word = plain(asked);
  const found = aliases.get(word) ?? known.find((name) => plain(name) === word);
  if (found !== undefined) return found;
  const nearest = nearestName(asked, known);
  const advice = nearest === undefined ? `the measures are ${known.join(', ')}` : `did you mean '${nearest}'?`;
  throw refuse('about a measure', text, advice);
}

function boundOf(asked: string, text: string): number {
  const digits = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i.test(asked);
  if (!digits) throw refuse('a comparison with a number or a percentage', text);
  return asked.endsWith('%') ? Number(asked.slice(0, -1)) / 100 : Number(asked);
}

function comparedOf(
  asked: string | undefined,
  comparison: Gate['comparison'],
  text: string,
): Pick<Gate, 'level' | 'compares'> {
  if (asked === undefined) return { level: null, compares: 'interval' };
  if (asked.toLowerCase() === 'value') return { level: null, compares: 'value' };
  const side = comparison.startsWith('>') ? 'lower' : 'upper';
  const parts = /^(lower|upper)(\d+(?:\.\d+)?)$/i.exec(asked);
  const level = Number(parts?.[2]) / 100;
  if (parts === null || parts[1]!.toLowerCase() !== side || !(0 < level && level < 1)) {
    throw refuse(`followed, after @, by value or ${side} and a level such as ${side}95`, text);
  }
  return { level, compares: 'interval' };
}
