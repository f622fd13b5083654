/** The script of a pool worker: it counts itself as started, then helps with every search that is posted to it. */
import { help, type PoolMessage } from './pool.ts';
import { listen } from './pool-host.ts';

listen((message) => {
  const { tally, job } = message as PoolMessage;
  if (job === undefined) Atomics.add(tally, 0, 1);
  else help(job, () => Atomics.add(tally, 1, 1));
});
