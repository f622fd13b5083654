import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { blockRows, type PackedMatrix } from '../../src/kernels/gram.ts';
import { rowLosses } from '../../src/kernels/loss.ts';
import { packSingle, type SingleOptions, type Standard } from '../../src/kernels/single.ts';

type Draw = () => number;

const random = stream(4, 'single');
/** Whole numbers, whose sums are exact in any order, in single precision too. */
const whole: Draw = () => random.integer(9) - 4;
const real: Draw = () => (random.uniform() - 0.5) * 10 ** (random.integer(5) - 2);
const several = (count: number, draw: Draw) => Float64Array.from({ length: count }, draw);

const rowCounts = [0, 1, 2, 5, blockRows - 1, blockRows, blockRows + 1, 3 * blockRows + 7];
/** More than are handed to the compiled kernel at a time. */
const many = 65 * blockRows + 3;
const columnCounts = [0, 1, 3, 4, 5, 10];
const shapes = rowCounts.flatMap((rows) => columnCounts.map((columns) => [rows, columns] as const));
/** As whole as what goes in. */
const standardOf = (width: number): Standard => ({
  centres: Float64Array.from({ length: width }, (_, j) => j % 3),
  scales: Float64Array.from({ length: width }, (_, j) => 2 ** ((j % 4) - 1)),
});

/** Everything a matrix answers, put together from its blocks. */
function answers(
  rowCount: number,
  columns: readonly Float64Array[],
  vector: Float64Array,
  factors: Float64Array,
  options: SingleOptions,
) {
  const width = columns.length;
  const matrix = packSingle(rowCount, columns, standardOf(width), options);
  const times: number[] = [];
  const distances: number[] = [];
  const transposed = new Array<number>(width).fill(0);
  for (let block = 0; block < matrix.blockCount; block++) {
    times.push(...matrix.times(block, vector, 2));
    distances.push(...matrix.distances(block, vector, vector.map(Math.abs)));
    const part = matrix.transposed(block, factors.subarray(block * blockRows, (block + 1) * blockRows));
    part.forEach((value, j) => {
      transposed[j]! += value;
    });
  }
  const size = width + 1;
  const gram = new Float64Array(size * size).fill(1);
  matrix.addGram(factors, gram, size);
  const values = columns.map((_, j) => Array.from({ length: matrix.rowCount }, (_, i) => matrix.at(i, j)));
  const pass = matrix.losses!(factors);
  const gradient = new Float64Array(size);
  const value = pass.evaluate(Float64Array.of(...vector, 0.5), gradient);
  const losses = { value, gradient: [...gradient], curvatures: [...pass.curvatures] };
  matrix.release();
  return { times, distances, transposed, gram: [...gram], values, losses };
}

it.each(['plain', 'compiled'] as const)(
  'some of the rows of a matrix are those rows packed on their own, %s',
  (path) => {
    const rows = Int32Array.from({ length: blockRows + 3 }, () => random.integer(3 * blockRows));
    const columns = Array.from({ length: 6 }, () => several(3 * blockRows, real));
    const [all, own] = [{}, { rows }].map((which) =>
      packSingle(3 * blockRows, columns, standardOf(6), { path, ...which }),
    );
    const taken = all!.take!(rows);
    const factors = several(rows.length, real);
    const gramOf = (matrix: PackedMatrix) => {
      const gram = new Float64Array(36);
      matrix.addGram(factors, gram, 6);
      return gram;
    };
    expect(taken.rowCount).toBe(rows.length);
    expect(rows.every((_, i) => columns.every((_, j) => taken.at(i, j) === own!.at(i, j)))).toBe(true);
    expect(gramOf(taken)).toEqual(gramOf(own!));
  },
);

describe.each(['plain', 'compiled'] as const)('the %s loops', (path) => {
  it.each(shapes)(
    'give the products of their definition, to the last digit: %d x %d whole numbers',
    (rowCount, width) => {
      const columns = Array.from({ length: width }, () => several(rowCount, whole));
      const [vector, factors] = [several(width, whole), several(rowCount, whole)];
      const { centres, scales } = standardOf(width);
      const packed = columns.map((column, j) => column.map((value) => (value - centres[j]!) * scales[j]!));
      const sum = (term: (i: number) => number) => factors.reduce((total, _, i) => total + term(i), 0);
      const size = width + 1;
      const gram = new Array<number>(size * size).fill(1);
      packed.forEach((column, j) => {
        for (let k = 0; k <= j; k++) gram[j * size + k]! += sum((i) => factors[i]! * column[i]! * packed[k]![i]!);
      });
      const { losses, ...products } = answers(rowCount, columns, vector, factors, { path });
      expect(products).toEqual({
        times: Array.from(factors, (_, i) => packed.reduce((total, column, j) => total + column[i]! * vector[j]!, 2)),
        distances: Array.from(factors, (_, i) =>
          packed.reduce((total, column, j) => total + (column[i]! - vector[j]!) ** 2 * Math.abs(vector[j]!), 1),
        ),
        transposed: packed.map((column) => sum((i) => factors[i]! * column[i]!)),
        gram,
        values: packed.map((column) => [...column]),
      });
      expect(losses.curvatures).toHaveLength(rowCount);
    },
  );

  it.each(shapes)('take the losses of all rows at once as row by row: %d x %d', (rowCount, width) => {
    const columns = Array.from({ length: width }, () => several(rowCount, whole));
    const [vector, factors] = [several(width, whole), several(rowCount, real)];
    const { times, values, losses } = answers(rowCount, columns, vector, factors, { path });
    const slopes = new Float64Array(rowCount);
    const curvatures = new Float64Array(rowCount);
    const predictors = Float64Array.from(times, (value) => value - 1.5);
    const value = rowLosses(rowCount)(predictors, factors, slopes, curvatures);
    const size = factors.reduce((sum, factor) => sum + Math.abs(factor), 1);
    expect(losses.value).toBeCloseTo(value, 10);
    expect(losses.curvatures).toEqual([...curvatures]);
    [...values, new Array<number>(rowCount).fill(1)].forEach((column, j) => {
      const expected = column.reduce((sum, x, i) => sum + x * slopes[i]!, 0);
      expect(Math.abs(losses.gradient[j]! - expected)).toBeLessThan(1e-5 * size);
    });
  });

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

it.each([...shapes, [many, 2] as const])(
  'the compiled loops give the bits of the plain ones: %d x %d',
  (rowCount, width) => {
    const columns = Array.from({ length: width }, () => several(rowCount, real));
    const [vector, factors] = [several(width, real), several(rowCount, real)];
    const plain = answers(rowCount, columns, vector, factors, { path: 'plain' });
    expect(answers(rowCount, columns, vector, factors, { path: 'compiled' })).toEqual(plain);
    expect(answers(rowCount, columns, vector, factors, {})).toEqual(plain);
  },
);
