/** What texts mean, and how those that mean nothing are refused. */
import { describe, expect, it } from 'vitest';
import type { Confusion } from '../../src/metrics/types.ts';
import { objectiveForms, parseObjective } from '../../src/thresholds/objectives.ts';

const forms = [
  'f1',
  'f2',
  'f0.5',
  'balanced-accuracy',
  'mcc',
  'youden',
  'accuracy',
  'recall>=0.8',
  'sensitivity>=0.8',
  'precision>=0.3',
  'specificity>=0.9',
  'npv>=0.9',
  'cost:fp=1,fn=10',
  'alerts<=40',
];
const counts = (tp: number, fp: number): Confusion => ({
  truePositive: tp,
  falsePositive: fp,
  falseNegative: 30 - tp,
  trueNegative: 90 - fp,
});

describe('the contract of every objective', () => {
  it('every advertised form is tested here', () => {
    const heads = (texts: readonly string[]) => new Set(texts.map((text) => text.replace(/(>=|<=|fp).*/, '$1')));
    expect(heads(forms)).toEqual(heads(objectiveForms));
  });
  for (const form of forms) {
    it(`${form}: where it says false alarms only hurt, they do`, () => {
      const objective = parseObjective(form);
      expect(objective.text).toBe(form);
      expect(objective.title.length).toBeGreaterThan(5);
      expect(objective.falseAlarmsOnlyHurt).toBe(!form.startsWith('alerts'));
      if (!objective.falseAlarmsOnlyHurt) return;
      for (let tp = 1; tp <= 30; tp++) {
        for (let fp = 0; fp < 90; fp++) {
          const [less, more] = [counts(tp, fp), counts(tp, fp + 1)];
          if (!objective.allows(more)) continue;
          expect(objective.allows(less)).toBe(true);
          const [before, after] = [objective.value(less), objective.value(more)];
          // All but the very last candidate (everything flagged) have a value.
          if (before !== null && after !== null) expect(after).toBeLessThanOrEqual(before + 1e-12);
        }
      }
    });
  }
});

describe('refusals', () => {
  const message = (text: string): string => {
    try {
      parseObjective(text);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  it('a misspelt name is told the one that was meant', () => {
    expect(message('balanced_accuracy')).toMatch(
      /threshold objective must be one of f1, .*, got 'balanced_accuracy'; did you mean 'balanced-accuracy'\?/,
    );
    expect(message('recal>=0.8')).toMatch(/did you mean 'recall>=0\.8'\?/);
  });
  it('bounds that are no share', () => {
    for (const bound of ['NaN', '1.2', '0', '-0.1', '80', 'high', '']) expect(message(`recall>=${bound}`)).not.toBe('');
    expect(message('recall>=1.2')).toBe(
      "chooseThreshold: the bound of recall must be above 0 and at most 1, got '1.2'",
    );
    expect(message('precision>=NaN')).toMatch(/the bound of precision must be above 0 and at most 1, got 'NaN'/);
  });
  it('costs that are none', () => {
    expect(message('cost:fp=1,fq=2')).toMatch(/cost must be a list such as fp=1,fn=10/);
    expect(message('cost:fp=0,fn=2')).toMatch(/higher for a wrong answer than for the right one/);
    expect(message('cost:fp=NaN,fn=2')).toMatch(/a list such as/);
    expect(message('alerts<=many')).not.toBe('');
    expect(message('f0')).not.toBe('');
  });
});
