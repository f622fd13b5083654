/** Every calibrator by its kind. */
import { InputError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import { beta } from './beta.ts';
import { isotonic } from './isotonic.ts';
import { platt } from './platt.ts';
import { temperature } from './temperature.ts';
import type { CalibrationInput, Calibrator, FittedCalibrator } from './types.ts';

export const calibrators: ReadonlyMap<string, Calibrator> = new Map(
  ([platt, isotonic, temperature, beta] as unknown as readonly Calibrator[]).map((entry) => [entry.kind, entry]),
);

/**
 * Learns probabilities from held-out scores: `platt` (few positives), `isotonic` (about a thousand rows and hundreds of
 * positives), `temperature` (over-confidence alone) or `beta`. Never on rows the model was fitted to, nor on resampled rows.
 */
export function fitCalibrator(kind: string, input: CalibrationInput): FittedCalibrator {
  return calibratorOf('fitCalibrator', kind).fit(input);
}

/** Calibrated probabilities, one per score. */
export function applyCalibrator(model: FittedCalibrator, scores: Float64Array): Float64Array {
  return calibratorOf('applyCalibrator', model.kind).apply(model, scores);
}

function calibratorOf(fn: string, kind: string): Calibrator {
  const found = calibrators.get(kind);
  if (found !== undefined) return found;
  const names = [...calibrators.keys()];
  const nearest = nearestName(kind, names);
  throw new InputError({
    code: 'unknown-calibrator',
    fn,
    argument: 'kind',
    expected: `one of ${names.join(', ')}`,
    received: kind,
    ...(nearest === undefined ? {} : { advice: `did you mean '${nearest}'?` }),
  });
}
