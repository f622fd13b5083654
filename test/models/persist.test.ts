import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { encode, fitEncoder } from '../../src/models/encode.ts';
import { loadModel, saveModel } from '../../src/models/persist.ts';
import { classifiers, completeSpec, fitModel, predictModel } from '../../src/models/registry.ts';
import { tableOf } from './tables.ts';

const table = tableOf([
  ['x', Array.from({ length: 40 }, (_, i) => Math.sin(i))],
  ['y', Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'a' : 'b'))],
]);
const labels = Int32Array.from({ length: 40 }, (_, i) => (Math.sin(i) + (i % 4) / 4 > 0.9 ? 1 : 0));
const encoder = fitEncoder(table, ['x', 'y']);
const features = encode(encoder, table);
const input = { features, labels, classCount: 2, seed: 1 };

describe('saving and loading', () => {
  it.each([...classifiers.keys()])('%s predicts the same from a loaded file', (kind) => {
    const model = fitModel(kind, input);
    const loaded = loadModel(saveModel({ classes: ['no', 'yes'], encoder, model }));
    expect(loaded).toEqual({ classes: ['no', 'yes'], encoder, model });
    expect(predictModel(loaded.model, encode(loaded.encoder, table))).toEqual(predictModel(model, features));
  });

  const good = JSON.parse(saveModel({ classes: ['no', 'yes'], encoder, model: fitModel('prevalence', input) }));
  it.each([
    ['no JSON', '{', 'must be JSON'],
    ['another JSON', '[1]', 'must be a saved model (rareclass/model@1)'],
    ['null', 'null', 'must be a saved model'],
    ['another version', { ...good, schema: 'rareclass/model@2' }, 'must be a saved model'],
    ['an unknown kind', { ...good, model: { ...good.model, kind: 'oracle' } }, 'one of majority, prevalence'],
    ['too few classes', { ...good, classes: ['yes'] }, 'must name the 2 classes'],
    [
      'the encoder of another model',
      { ...good, encoder: { ...encoder, names: ['x'] } },
      'the features the model was fitted on',
    ],
    ['no encoder', { ...good, encoder: null }, 'the encoder must be'],
  ])('refuses %s', (_, content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    expect(() => loadModel(text)).toThrow(DataError);
    expect(() => loadModel(text)).toThrow(message);
  });
});

describe('the registry', () => {
  it('suggests the kind that was meant', () => {
    expect(() => completeSpec('logisticRegresion')).toThrow(/did you mean 'logisticRegression'\?/);
    expect(() => completeSpec({ kind: '__proto__' })).toThrow(/kind must be one of majority/);
  });
});
