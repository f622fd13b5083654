/** Gates: is a demand met, not met, or is there too little data to tell? */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { number } from '../diagnostics/words.ts';
import { pointMetric } from '../metrics/point.ts';
import { pointMeasure } from '../metrics/point-measures.ts';
import type { Evaluation, Measure, MulticlassEvaluation } from '../metrics/types.ts';
import { casesForGate } from '../stats/sample-size.ts';
import type { Gate } from './evaluate-gate-text.ts';
import type { AmountsAtStake, GateResult, GateVerdict } from './evaluate-types.ts';

/** What a gate can be about; point metrics are those at the last threshold, the operating point. */
export interface Judged {
  readonly evaluation: Evaluation | null;
  readonly multiclass: MulticlassEvaluation | null;
  readonly amounts: AmountsAtStake | null;
}

/** The verdict on one gate; `judged` carries intervals of the gate's level. */
export function checkGate(gate: Gate, judged: Judged, level: number): GateResult {
  const measure = measureFor(gate, judged, level);
  const { comparison, bound } = gate;
  const compares = gate.compares === 'value' || measure.interval === undefined ? 'value' : 'interval';
  const verdict = verdictOf(measure, { comparison, bound, compares });
  const needed = verdict === 'inconclusive' ? positivesNeeded(measure, gate, judged) : null;
  return {
    gate: gate.text,
    metric: measure.name,
    comparison,
    bound,
    compares,
    value: measure.value,
    ...(measure.interval === undefined ? {} : { interval: measure.interval }),
    verdict,
    ...(needed === null ? {} : { positivesNeeded: needed }),
    sentence: sentenceOf(gate, measure, verdict, compares, needed),
  };
}

function meets(value: number, comparison: Gate['comparison'], bound: number): boolean {
  if (comparison === '>=') return value >= bound;
  if (comparison === '>') return value > bound;
  return comparison === '<=' ? value <= bound : value < bound;
}

function verdictOf(
  { value, interval }: Measure,
  { comparison, bound, compares }: Pick<GateResult, 'comparison' | 'bound' | 'compares'>,
): GateVerdict {
  if (value === null) return 'inconclusive';
  if (compares === 'value' || interval === undefined) return meets(value, comparison, bound) ? 'pass' : 'fail';
  const [worst, best] = comparison.startsWith('>') ? [interval.low, interval.high] : [interval.high, interval.low];
  if (meets(worst, comparison, bound)) return 'pass';
  return meets(best, comparison, bound) ? 'inconclusive' : 'fail';
}

function measureFor(gate: Gate, { evaluation, multiclass, amounts }: Judged, level: number): Measure {
  if (multiclass !== null) return classMeasure(gate, multiclass);
  if (gate.ofClass !== null) throw refuse(gate, 'without a class in brackets where there are two classes');
  const point = evaluation!.points.at(-1);
  const shown = [
    ...(point?.measures ?? []),
    ...evaluation!.ranking,
    ...evaluation!.probability,
    ...(amounts === null ? [] : amounts.points.slice(-1).map(({ measure }) => measure)),
  ];
  const found = shown.find(({ name }) => name === gate.metric);
  if (found !== undefined) return found;
  const metric = pointMetric(gate.metric);
  if (metric !== undefined && point !== undefined) return pointMeasure(metric, point.confusion, { level });
  if (metric !== undefined) throw refuse(gate, 'about ranking where no threshold is judged; give --threshold');
  throw refuse(gate, `about a measure of these predictions (${shown.map(({ name }) => name).join(', ')})`);
}

function classMeasure(gate: Gate, { measures, perClass, classes }: MulticlassEvaluation): Measure {
  if (gate.ofClass === null) {
    const found = measures.find(({ name }) => name === gate.metric);
    if (found !== undefined) return found;
    const names = measures.map(({ name }) => name).join(', ');
    throw refuse(gate, `about all classes (${names}), or about one, as in ${gate.metric}[${classes[0]}]`);
  }
  const one = perClass.find(({ label }) => label === gate.ofClass);
  if (one === undefined) {
    const nearest = nearestName(gate.ofClass, classes);
    throw refuse(gate, `about a class there is${nearest === undefined ? '' : ` (did you mean '${nearest}'?)`}`);
  }
  const found = one.measures.find(({ name }) => name === gate.metric);
  if (found !== undefined) return found;
  throw refuse(gate, `about a measure of a class (${one.measures.map(({ name }) => name).join(', ')})`);
}

function refuse({ text }: Gate, expected: string): InputError {
  return new InputError({ code: 'gate', fn: 'evaluate', argument: 'gate', expected, received: text });
}

/** Rates of which the cases behind them are known; everything else is taken to narrow with the square root of the positives. */
const rates: ReadonlySet<string> = new Set(['recall', 'precision', 'specificity', 'npv', 'accuracy', 'fpr', 'fnr']);

/** How many more positives would settle the gate if the value stayed what it is; null where none would. */
function positivesNeeded(measure: Measure, { bound }: Gate, { evaluation }: Judged): number | null {
  const { value, interval } = measure;
  if (value === null || interval === undefined || value === bound || evaluation === null) return null;
  const { nPositive } = evaluation;
  if (rates.has(measure.name) && 0 < bound && bound < 1 && measure.n > 0) {
    const cases = casesForGate(value, bound, { level: interval.level });
    return cases === null ? null : Math.max(1, Math.ceil(nPositive * (cases / measure.n - 1)));
  }
  const toBound = bound < value ? value - interval.low : interval.high - value;
  const times = (toBound / Math.abs(value - bound)) ** 2;
  return Number.isFinite(times) ? Math.max(1, Math.ceil(nPositive * (times - 1))) : null;
}

function sentenceOf(
  gate: Gate,
  { name, value, reason, interval }: Measure,
  verdict: GateVerdict,
  compares: GateResult['compares'],
  needed: number | null,
): string {
  const what = gate.ofClass === null ? name : `${name} of '${gate.ofClass}'`;
  if (value === null) return `${what} is undefined: ${reason ?? 'it has no value'}.`;
  const asked = `${gate.comparison} ${gate.bound}`;
  if (compares === 'value' || interval === undefined) {
    const alone = gate.compares === 'value' ? '' : '; it has no interval, so the value alone was compared';
    return `${what} is ${number(value)}, asked ${asked}${alone}.`;
  }
  const level = `${Number((100 * interval.level).toPrecision(4))} %`;
  const range = `${what} is ${number(value)} (${level} interval ${number(interval.low)} to ${number(interval.high)})`;
  if (verdict === 'pass') return `${range}: all of it is ${asked}.`;
  if (verdict === 'fail') return `${range}: none of it is ${asked}.`;
  const more =
    needed === null
      ? 'more rows of this kind would not settle it'
      : `about ${needed} more positive ${needed === 1 ? 'row' : 'rows'} would settle it if the value stays`;
  return `${range}: some of it is ${asked} and some is not; ${more}.`;
}
