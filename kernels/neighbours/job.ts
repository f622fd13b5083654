/** The record through which a thread and its kernel agree where everything lies. */

/** Address of the job: 32-bit fields, then two float64, in the order of src/kernels/layout.ts. */
export const enum Field {
  /** Pairs of dimensions. */
  pairs = 0,
  dimensions = 4,
  /** All rows in float64, row-major. */
  exact = 8,
  /** The row in each slot, or -1 (i32). */
  rows = 12,
  /** Packed references by slot (i16). */
  packed = 16,
  /** By slot: minus half the squared integer norm, and half of it for the farthest, or i32's least in empty slots (i32). */
  nearHalves = 20,
  farHalves = 24,
  /** The middle of the grid (f64 per dimension). */
  centre = 28,
  /** Queries (i16), in blocks of 4. */
  queries = 32,
  /** Per query: address of its coordinates in float64. */
  queryAt = 36,
  /** Per query: smallest acc that still matters (i32). */
  floors = 40,
  /** Per query: squared integer norm (i32). */
  norms = 44,
  /** Per query: the slack, or -1 where the query is too far out for the grid (f64). */
  slacks = 48,
  /** Per query: row to leave out, or -1 (i32). */
  leaveOut = 52,
  /** Per query: how many have been found (i32). */
  found = 56,
  /** Per query × wanted: squared distances (f64), ascending with ties by row. */
  distances = 60,
  /** Per query × wanted: rows (i32). */
  indices = 64,
  /** How many are wanted per query. */
  wanted = 68,
  /** Per query: squared distance that must be undercut (f64), witness mode only. */
  limits = 72,
  /** Per query: row that breaks a tie with the limit (i32), witness mode only. */
  limitRows = 76,
  /** 0 nearest, 1 witnesses, 2 farthest. */
  mode = 80,
  /** Per query: acc from which on a reference is a witness for certain (i32), witness mode only. */
  sureFloors = 84,
  /**
   * Per query: how many candidates wait to be measured (i32), and per query × room their rows and accs (two i32). No room: the
   * largest accs are all that is asked for.
   */
  waiting = 88,
  candidates = 92,
  room = 96,
  /** Per query: how many accs have been seen, up to `wanted` (i32), and per query × wanted the largest, descending (i32). */
  seen = 100,
  best = 104,
  /** Room for 96 bytes in passing. */
  spare = 108,
  /** By row the slot in which it is packed, or -1 (i32). */
  slots = 112,
  /** Per query: its row, or -1 where it is not one (i32). */
  queryRows = 116,
  /** One over the size of an integer step (f64). */
  inverseStep = 128,
  /** How far the distance of two points and that of their images may be apart, in steps (f64). */
  slack = 136,
  /** Squared distance from the centre up to which a point fits the grid (f64). */
  reachSquared = 144,
}
