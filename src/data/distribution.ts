/**
 * The class distribution before anything else: counts, shares, the imbalance ratio, the band it falls into, what that asks
 * for, and the ratios that others live with.
 */
import { InputError } from '../core/errors.ts';
import { classCounts, type SetAsideClass } from './dataset.ts';
import type { ClassShare, Dataset, Distribution, ImbalanceBand } from './types.ts';

/** A minority share below this is extreme, whatever else. */
const extremeBelow = 0.01;
/** A minority share below this is imbalanced. */
const imbalancedBelow = 0.1;
/** Above this ratio of majority to minority the imbalance deserves attention. */
const attentionAbove = 4;
/** Above this ratio some strategy is needed. */
const strategyAbove = 10;
/** With fewer rows of the rarest class than this, hardly any claim about it can be made. */
const fewRows = 10;
/** With fewer than this, intervals are wide: recall .8 is known to about plus or minus .1 from 60 rows (Wilson, 95 %). */
const scarceRows = 60;

/** Orders of magnitude; a single population may lie far off. */
const knownDomains: Distribution['domains'] = [
  { domain: 'card fraud', ratio: 'about 1:600 (0.17 % of the transactions in the public ULB data)' },
  { domain: 'medical screening', ratio: 'about 1:100 to 1:1000, such as 5 cancers in 1000 screening mammograms' },
  { domain: 'manufacturing defects', ratio: 'about 1:15 to 1:1000 (0.1 to 6 % of parts)' },
  { domain: 'customer churn', ratio: 'about 1:5, from 1:3 to 1:20 by contract and period' },
  { domain: 'drug screening hits', ratio: 'about 1:100 to 1:1000' },
  { domain: 'clicks on advertisements', ratio: 'about 1:50 to 1:1000' },
];

/**
 * The distribution of the classes of a dataset and of those that were set aside before. Ratio, share and band are those of all
 * classes, set aside or not, since that is how the data came. Classes with equal counts keep the order of the target.
 *
 * Bands: a ratio of at most 4:1 is balanced; above it, a minority share below 1 % is extreme, below 10 % imbalanced, else mild.
 * Throws an InputError where a class has no rows: there is no ratio then.
 */
export function distributionOf(dataset: Dataset, setAside: readonly SetAsideClass[] = []): Distribution {
  const { target } = dataset;
  const counts = classCounts(target);
  const used = target.classes.map((label, k) => ({ label, values: target.values[k]!, count: counts[k]! }));
  const rarest = [...used, ...setAside].reduce((least, entry) => (entry.count < least.count ? entry : least));
  if (rarest.count === 0) {
    throw new InputError({
      code: 'empty-class',
      fn: 'distributionOf',
      argument: `class '${rarest.label}'`,
      expected: 'made of at least one row',
      received: 0,
    });
  }
  return distributionOfClasses(used, setAside);
}

/** The same from counts alone. A class without rows makes the ratio infinite. */
export function distributionOfClasses(
  used: readonly SetAsideClass[],
  setAside: readonly SetAsideClass[] = [],
): Distribution {
  const n = [...used, ...setAside].reduce((sum, { count }) => sum + count, 0);
  const shareOf = ({ label, values, count }: SetAsideClass, fate: ClassShare['fate']): ClassShare => ({
    label,
    values,
    count,
    share: count / n,
    fate,
  });
  const classes = [
    ...used.map((entry) => shareOf(entry, 'used')),
    ...setAside.map((entry) => shareOf(entry, 'set-aside')),
  ].sort((a, b) => b.count - a.count);
  const majority = classes[0]!;
  const minority = classes[classes.length - 1]!;
  const ratio = majority.count / minority.count;
  const band = bandOf(ratio, minority.share);
  return {
    n,
    classes,
    ratio,
    minorityShare: minority.share,
    band,
    advice: advise(classes, ratio, band),
    domains: knownDomains,
  };
}

function bandOf(ratio: number, minorityShare: number): ImbalanceBand {
  if (ratio <= attentionAbove) return 'balanced';
  if (minorityShare < extremeBelow) return 'extreme';
  return minorityShare < imbalancedBelow ? 'imbalanced' : 'mild';
}

function advise(classes: readonly ClassShare[], ratio: number, band: ImbalanceBand): string[] {
  if (ratio === Infinity) return [`There is no row of class '${classes[classes.length - 1]!.label}'.`];
  return [adviseOnRatio(ratio, band), ...adviseOnAccuracy(classes, band), ...adviseOnCount(classes)];
}

/** `12:1`, with a decimal where it is small enough to matter. */
function ratioText(ratio: number): string {
  return `${ratio < strategyAbove ? Math.round(ratio * 10) / 10 : Math.round(ratio)}:1`;
}

function adviseOnRatio(ratio: number, band: ImbalanceBand): string {
  const text = ratioText(ratio);
  if (band === 'balanced') {
    return `At ${text} the classes are balanced enough to be left as they are.`;
  }
  if (ratio <= strategyAbove) {
    return `At ${text} the imbalance deserves attention: judge by precision, recall and average precision, and choose the threshold on purpose.`;
  }
  return `At ${text} at least one strategy is needed: try choosing the threshold or class weights first; resampling is not the default remedy and distorts probabilities.`;
}

function adviseOnAccuracy(classes: readonly ClassShare[], band: ImbalanceBand): string[] {
  if (band === 'balanced') return [];
  const { label, share } = classes[0]!;
  return [`Always predicting '${label}' is right for ${percent(share)} of the rows, so accuracy says little here.`];
}

function adviseOnCount(classes: readonly ClassShare[]): string[] {
  const { label, count } = classes[classes.length - 1]!;
  const rows = `${count} ${count === 1 ? 'row' : 'rows'}`;
  if (count < fewRows) {
    return [
      `Class '${label}' has only ${rows}: no method makes up for cases that were never seen; collect more first.`,
    ];
  }
  if (count < scarceRows) {
    return [`Class '${label}' has ${rows}: expect wide intervals, and prefer simple models and repeated folds.`];
  }
  return [];
}

/** With two decimals near the end, and never rounded up to all rows: a rare class must not be rounded away. */
function percent(share: number): string {
  const rounded = (share * 100).toFixed(share > 0.99 ? 2 : 1);
  return `${share < 1 && Number(rounded) === 100 ? '99.99' : rounded} %`;
}
