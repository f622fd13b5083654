/** Votes among neighbours: every neighbour has one vote. */

/** The class with the most votes among rows; the first of those that tie. */
export function majorityVote(labels: Int32Array, classCount: number, voters: Int32Array): number {
  const votes = new Int32Array(classCount);
  for (let i = 0; i < voters.length; i++) votes[labels[voters[i]!]!]! += 1;
  return votes.indexOf(votes.reduce((most, count) => Math.max(most, count), 0));
}
