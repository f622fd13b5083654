/**
 * Where the rows and centres lie on their grid of 16-bit integers. A row's coordinates are `rowBytes` long, a multiple of 16, and
 * centres lie in the same way; and once more in groups of 8, for every pair of columns 8 centres × 2 coordinates. All squares are
 * of lengths (i32); what fills the last group has squares so large that it is never near.
 */

export const groupSize: i32 = 8;

export let rows: usize = 0;
export let rowSquares: usize = 0;
export let rowBytes: usize = 0;
export let centres: usize = 0;
export let centreSquares: usize = 0;
export let centreCount: i32 = 0;
export let groups: usize = 0;
export let groupBytes: usize = 0;

export function setSpace(
  rowsAt: usize,
  rowSquaresAt: usize,
  rowLength: usize,
  centresAt: usize,
  centreSquaresAt: usize,
  count: i32,
  groupsAt: usize,
  groupLength: usize,
): void {
  rows = rowsAt;
  rowSquares = rowSquaresAt;
  rowBytes = rowLength;
  centres = centresAt;
  centreSquares = centreSquaresAt;
  centreCount = count;
  groups = groupsAt;
  groupBytes = groupLength;
}
