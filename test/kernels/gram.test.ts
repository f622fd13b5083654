import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { blockRows, type MatrixOptions, packMatrix } from '../../src/kernels/gram.ts';

type Draw = () => number;

const random = stream(3, 'gram');
/** Whole numbers, whose sums are exact in any order. */
const whole: Draw = () => random.integer(19) - 9;
const real: Draw = () => (random.uniform() - 0.5) * 10 ** (random.integer(7) - 3);
const several = (count: number, draw: Draw) => Float64Array.from({ length: count }, draw);

const rowCounts = [0, 1, 2, blockRows - 1, blockRows, blockRows + 1, 3 * blockRows + 7];
const columnCounts = [0, 1, 3, 4, 5, 10];
const shapes = rowCounts.flatMap((rows) => columnCounts.map((columns) => [rows, columns] as const));

/** Everything a matrix answers, put together from its blocks. */
function answers(
  rowCount: number,
  columns: readonly Float64Array[],
  vector: Float64Array,
  factors: Float64Array,
  options: MatrixOptions,
) {
  const matrix = packMatrix(rowCount, columns, options);
  const times: number[] = [];
  const distances: number[] = [];
  const transposed = new Array<number>(columns.length).fill(0);
  for (let block = 0; block < matrix.blockCount; block++) {
    times.push(...matrix.times(block, vector, 2));
    distances.push(...matrix.distances(block, vector, vector.map(Math.abs)));
    const part = matrix.transposed(block, factors.subarray(block * blockRows, (block + 1) * blockRows));
    part.forEach((value, j) => {
      transposed[j]! += value;
    });
  }
  const size = columns.length + 1;
  const gram = new Float64Array(size * size).fill(1);
  matrix.addGram(factors, gram, size);
  const values = columns.map((_, j) => Array.from({ length: matrix.rowCount }, (_, i) => matrix.at(i, j)));
  matrix.release();
  return { times, distances, transposed, gram: [...gram], values };
}

describe.each(['plain', 'compiled'] as const)('the %s loops', (path) => {
  it.each(shapes)(
    'give the products of their definition, to the last digit: %d x %d whole numbers',
    (rowCount, width) => {
      const columns = Array.from({ length: width }, () => several(rowCount, whole));
      const [vector, factors] = [several(width, whole), several(rowCount, whole)];
      const sum = (term: (i: number) => number) => factors.reduce((total, _, i) => total + term(i), 0);
      const size = width + 1;
      const gram = new Array<number>(size * size).fill(1);
      columns.forEach((column, j) => {
        for (let k = 0; k <= j; k++) gram[j * size + k]! += sum((i) => factors[i]! * column[i]! * columns[k]![i]!);
      });
      expect(answers(rowCount, columns, vector, factors, { path })).toEqual({
        times: Array.from(factors, (_, i) => columns.reduce((total, column, j) => total + column[i]! * vector[j]!, 2)),
        distances: Array.from(factors, (_, i) =>
          columns.reduce((total, column, j) => total + (column[i]! - vector[j]!) ** 2 * Math.abs(vector[j]!), 1),
        ),
        transposed: columns.map((column) => sum((i) => factors[i]! * column[i]!)),
        gram,
        values: columns.map((column) => [...column]),
      });
    },
  );

  it('take the rows they are told, as often as they are told', () => {
    const rows = Int32Array.from({ length: 2 * blockRows + 3 }, () => random.integer(50));
    const columns = Array.from({ length: 6 }, () => several(50, real));
    const taken = columns.map((column) => Float64Array.from(rows, (i) => column[i]!));
    const [vector, factors] = [several(6, real), several(rows.length, real)];
    expect(answers(50, columns, vector, factors, { path, rows })).toEqual(
      answers(rows.length, taken, vector, factors, { path }),
    );
  });
});

it.each(shapes)('the compiled loops give the bits of the plain ones: %d x %d', (rowCount, width) => {
  const columns = Array.from({ length: width }, () => several(rowCount, real));
  const [vector, factors] = [several(width, real), several(rowCount, real)];
  const plain = answers(rowCount, columns, vector, factors, { path: 'plain' });
  expect(answers(rowCount, columns, vector, factors, { path: 'compiled' })).toEqual(plain);
  expect(answers(rowCount, columns, vector, factors, {})).toEqual(plain);
  expect(answers(rowCount, columns, vector, factors, { streamed: true })).toEqual(plain);
});

it('nothing of a released matrix is left in the next one', () => {
  const large = Array.from({ length: 12 }, () => several(500, () => 1e300));
  answers(
    500,
    large,
    several(12, () => 1e300),
    several(500, () => 1e300),
    { path: 'compiled' },
  );
  const columns = Array.from({ length: 5 }, () => several(131, real));
  const [vector, factors] = [several(5, real), several(131, real)];
  expect(answers(131, columns, vector, factors, { path: 'compiled' })).toEqual(
    answers(131, columns, vector, factors, { path: 'plain' }),
  );
});
