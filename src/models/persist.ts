/** Saving and loading: a model with the encoder its features come from, as versioned JSON. */
import { DataError } from '../core/errors.ts';
import type { FittedEncoder } from './encode.ts';
import { classifiers } from './registry.ts';
import type { FittedModel } from './types.ts';

/** What is needed to predict from a table. */
export interface SavedModel {
  /** Class names in the order of the model's class codes. */
  readonly classes: readonly string[];
  readonly encoder: FittedEncoder;
  readonly model: FittedModel;
}

const schema = 'rareclass/model@1';

/** JSON text; numbers keep every bit, so the loaded model predicts the same. */
export function saveModel({ classes, encoder, model }: SavedModel): string {
  return JSON.stringify({ schema, classes, encoder, model });
}

/**
 * Reads what `saveModel` wrote.
 *
 * @throws DataError where the text is no JSON, of another schema or version, of an unknown kind, or its parts do not fit.
 */
export function loadModel(text: string): SavedModel {
  const saved = parse(text) as { schema?: unknown } & Partial<SavedModel>;
  if (typeof saved !== 'object' || saved === null || saved.schema !== schema) {
    throw wrong(`the file must be a saved model (${schema})`);
  }
  const { classes, encoder, model } = saved;
  if (!(encoder?.schema === 'rareclass/encoder@1')) throw wrong('the encoder must be of rareclass/encoder@1');
  if (!(model !== undefined && classifiers.has(model.kind) && model.version === 1)) {
    throw wrong(`the model must be version 1 of one of ${[...classifiers.keys()].join(', ')}`);
  }
  if (!(Array.isArray(classes) && classes.length === model.classCount)) {
    throw wrong(`classes must name the ${model.classCount} classes of the model`);
  }
  const fits =
    encoder.names.length === model.featureNames.length &&
    encoder.names.every((name, j) => name === model.featureNames[j]);
  if (!fits) throw wrong('the encoder must give the features the model was fitted on');
  return { classes, encoder, model };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('the file must be JSON');
  }
}

function wrong(message: string): DataError {
  return new DataError('saved-model', message);
}
