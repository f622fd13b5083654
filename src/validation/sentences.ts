/** The few words and number forms that verdict sentences are made of. */

const titles: ReadonlyMap<string, string> = new Map([
  ['averagePrecision', 'average precision'],
  ['macroAveragePrecision', 'macro average precision'],
  ['rocAuc', 'ROC-AUC'],
  ['f1', 'F1'],
  ['macroF1', 'macro F1'],
  ['balancedAccuracy', 'balanced accuracy'],
  ['mcc', 'MCC'],
]);

/** `averagePrecision` in words. */
export function measureTitle(name: string): string {
  return titles.get(name) ?? name;
}

/** A difference with its sign and three decimals: `+0.012`, `-0.023`, `0.000`. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(3);
  return Number(text) === 0 ? text : `${value < 0 ? '-' : '+'}${text}`;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
