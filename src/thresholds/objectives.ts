/**
 * What a threshold is chosen for. An objective says of every candidate whether it is allowed and how good it is; the text forms
 * are `f1` (and F of any beta), `recall>=0.8`, `cost:fp=1,fn=10` and `alerts<=100` (or `alerts<=2%` of all cases).
 */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { fBeta, type PointMetric, pointMetric, pointValue } from '../metrics/point.ts';
import type { Confusion } from '../metrics/types.ts';

export interface Objective {
  /** The text it was made from. */
  readonly text: string;
  /** Plain English: `the best F1`, `recall of at least 0.8 with the best precision`. */
  readonly title: string;
  /** Whether a candidate satisfies the constraint; objectives without one allow all. */
  readonly allows: (confusion: Confusion) => boolean;
  /** Larger is better; null where undefined, which is worse than any number. */
  readonly value: (confusion: Confusion) => number | null;
  /** The constrained quantity, of which the nearest attainable value is told where no candidate is allowed. */
  readonly constrained?: {
    readonly title: string;
    readonly of: (confusion: Confusion) => number | null;
    /** The constraint is an upper bound; absent, a lower one. */
    readonly atMost?: boolean;
  };
  /** Flagging nothing is a candidate too (value of it), which may be the best where alerts cost. */
  readonly flagNothing?: (confusion: Confusion) => number;
  /** With the same true positives, fewer false positives are never worse. Then only scores of positives can be best. */
  readonly falseAlarmsOnlyHurt: boolean;
}

interface Named {
  readonly metric: PointMetric;
  readonly title: string;
}

const metricObjectives: ReadonlyMap<string, Named> = new Map([
  ['f1', { metric: pointMetric('f1')!, title: 'the best F1' }],
  ['f2', { metric: fBeta(2), title: 'the best F2, in which recall counts twice as much as precision' }],
  ['f0.5', { metric: fBeta(0.5), title: 'the best F0.5, in which precision counts twice as much as recall' }],
  ['balanced-accuracy', { metric: pointMetric('balancedAccuracy')!, title: 'the best balanced accuracy' }],
  ['mcc', { metric: pointMetric('mcc')!, title: 'the best Matthews correlation' }],
  ['youden', { metric: pointMetric('informedness')!, title: 'the best Youden index (recall + specificity − 1)' }],
  ['accuracy', { metric: pointMetric('accuracy')!, title: 'the best accuracy' }],
]);

/** Constrained metric → the metric that is then made as good as possible. */
const constraints: ReadonlyMap<string, { readonly metric: string; readonly maximise: string }> = new Map([
  ['recall', { metric: 'recall', maximise: 'precision' }],
  ['sensitivity', { metric: 'recall', maximise: 'precision' }],
  ['precision', { metric: 'precision', maximise: 'recall' }],
  ['specificity', { metric: 'specificity', maximise: 'recall' }],
  ['npv', { metric: 'npv', maximise: 'specificity' }],
]);

/** The names that `parseObjective` knows, for help texts. */
export const objectiveForms: readonly string[] = [
  ...metricObjectives.keys(),
  ...[...constraints.keys()].map((name) => `${name}>=…`),
  'cost:fp=…,fn=…',
  'alerts<=…',
];

/** The objective that a text stands for; an InputError says what was not understood. */
export function parseObjective(text: string): Objective {
  const trimmed = text.trim();
  const named = metricObjectives.get(trimmed.toLowerCase());
  if (named !== undefined) return metricObjective(trimmed.toLowerCase(), named);
  const beta = /^f(\d*\.?\d+)$/i.exec(trimmed);
  if (beta !== null && Number(beta[1]) > 0) return fBetaObjective(trimmed.toLowerCase(), Number(beta[1]));
  const constraint = /^([a-z]+)\s*>=\s*(.+)$/i.exec(trimmed);
  if (constraint !== null) return constraintObjective(text, constraint[1]!.toLowerCase(), constraint[2]!);
  const budget = /^alerts\s*<=\s*(\d+(?:\.\d+)?)\s*(%?)$/i.exec(trimmed);
  if (budget !== null) return budgetObjective(text, Number(budget[1]), budget[2] === '%');
  if (/^cost:/i.test(trimmed)) return costObjective(text, trimmed.slice('cost:'.length));
  throw unknown(text);
}

function unknown(text: string): InputError {
  return notUnderstood(text, objectiveForms, nearestName(text, objectiveForms));
}

function unknownConstraint(text: string, name: string, bound: string): InputError {
  const names = [...constraints.keys()];
  const nearest = nearestName(name, names);
  return notUnderstood(
    text,
    names.map((known) => `${known}>=…`),
    nearest === undefined ? undefined : `${nearest}>=${bound}`,
  );
}

function notUnderstood(text: string, known: readonly string[], meant: string | undefined): InputError {
  return new InputError({
    code: 'unknown-objective',
    fn: 'chooseThreshold',
    argument: 'threshold objective',
    expected: `one of ${known.join(', ')}`,
    received: text,
    ...(meant === undefined ? {} : { advice: `did you mean '${meant}'?` }),
  });
}

function metricObjective(text: string, { metric, title }: Named): Objective {
  return {
    text,
    title,
    allows: () => true,
    value: (confusion) => pointValue(metric, confusion).value,
    falseAlarmsOnlyHurt: true,
  };
}

function fBetaObjective(text: string, beta: number): Objective {
  const title = `the best F${beta}, in which recall counts ${beta} times as much as precision`;
  return metricObjective(text, { metric: fBeta(beta), title });
}

function constraintObjective(text: string, name: string, bound: string): Objective {
  const rule = constraints.get(name);
  if (rule === undefined) throw unknownConstraint(text, name, bound);
  const least = /^\s*[\d.eE+-]+\s*%?\s*$/.test(bound)
    ? Number.parseFloat(bound) / (bound.includes('%') ? 100 : 1)
    : Number.NaN;
  if (!(0 < least && least <= 1)) {
    throw new InputError({
      code: 'out-of-range',
      fn: 'chooseThreshold',
      argument: `the bound of ${name}`,
      expected: 'above 0 and at most 1',
      received: bound,
    });
  }
  const metric = pointMetric(rule.metric)!;
  const maximised = pointMetric(rule.maximise)!;
  const constrained = (confusion: Confusion): number | null => pointValue(metric, confusion).value;
  return {
    text,
    title: `${name} of at least ${least}, with the best ${rule.maximise} that allows`,
    allows: (confusion) => {
      const value = constrained(confusion);
      return value !== null && value >= least;
    },
    value: (confusion) => pointValue(maximised, confusion).value,
    constrained: { title: name, of: constrained },
    falseAlarmsOnlyHurt: true,
  };
}

function budgetObjective(text: string, most: number, percent: boolean): Objective {
  const total = (c: Confusion): number => c.truePositive + c.falsePositive + c.falseNegative + c.trueNegative;
  const alerts = (c: Confusion): number =>
    percent ? (100 * (c.truePositive + c.falsePositive)) / total(c) : c.truePositive + c.falsePositive;
  return {
    text,
    title: percent ? `as many alerts as ${most} % of all cases allow` : `as many alerts as a budget of ${most} allows`,
    allows: (confusion) => alerts(confusion) <= most,
    value: (confusion) => confusion.truePositive + confusion.falsePositive,
    constrained: { title: percent ? 'share of alerts (%)' : 'number of alerts', of: alerts, atMost: true },
    falseAlarmsOnlyHurt: false,
  };
}

function costObjective(text: string, fields: string): Objective {
  const cost = new Map<string, number>();
  for (const field of fields.split(',')) {
    const match = /^\s*(tp|fp|fn|tn)\s*=\s*(-?\d*\.?\d+(?:e[+-]?\d+)?)\s*$/i.exec(field);
    if (match === null) {
      throw new InputError({
        code: 'cost',
        fn: 'chooseThreshold',
        argument: 'cost',
        expected: 'a list such as fp=1,fn=10 (also tp and tn)',
        received: field,
      });
    }
    cost.set(match[1]!.toLowerCase(), Number(match[2]));
  }
  const of = (name: string): number => cost.get(name) ?? 0;
  if (!(of('fp') - of('tn') > 0 && of('fn') - of('tp') > 0)) {
    throw new InputError({
      code: 'cost',
      fn: 'chooseThreshold',
      argument: 'cost',
      expected: 'higher for a wrong answer than for the right one, in both classes',
      received: text,
    });
  }
  const gain = (c: Confusion): number =>
    -(of('tp') * c.truePositive + of('fp') * c.falsePositive + of('fn') * c.falseNegative + of('tn') * c.trueNegative);
  return {
    text,
    title: `the lowest expected cost (a false alarm costs ${of('fp')}, a missed case ${of('fn')})`,
    allows: () => true,
    value: gain,
    flagNothing: gain,
    falseAlarmsOnlyHurt: true,
  };
}
