/**
 * What differs between Node and browsers for the worker pool: whether threads can share memory and wait for each other, how
 * many cores there are, how a worker is started and how it hears. Nothing here knows what the workers do.
 */

/** A running worker, told things by `post`. */
export interface HostWorker {
  readonly post: (message: unknown) => void;
}

interface WorkerEvents {
  /** Called when the worker cannot be started or has ended. */
  readonly lost: () => void;
}

type NodeModules = Pick<NodeJS.Process, 'getBuiltinModule'>;

/** Node's process where this is Node. */
function node(): NodeModules | null {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function' ? process : null;
}

function mayWait(): boolean {
  try {
    // The value differs, so this returns at once; it throws where waiting is forbidden.
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0) === 'not-equal';
  } catch {
    return false;
  }
}

/** Whether this thread may start workers, share memory with them and wait for them. */
export function canPool(): boolean {
  // Sources that have not been compiled have no worker file beside them.
  if (import.meta.url.endsWith('.ts') || typeof SharedArrayBuffer !== 'function') return false;
  if (node() === null && !(typeof Worker === 'function' && globalThis.crossOriginIsolated)) return false;
  return mayWait();
}

/** Cores that this process may use. */
export function coreCount(): number {
  const system = node()?.getBuiltinModule('node:os');
  return system?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Starts a worker that does not keep the process alive. Throws where the host refuses at once. */
export function startWorker({ lost }: WorkerEvents): HostWorker {
  const threads = node()?.getBuiltinModule('node:worker_threads');
  if (threads !== undefined) {
    const worker = new threads.Worker(new URL('./neighbours-worker.js', import.meta.url), { execArgv: [] });
    worker.on('error', lost);
    worker.on('exit', lost);
    worker.unref();
    return { post: (message) => worker.postMessage(message) };
  }
  const worker = new Worker(new URL('./neighbours-worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    lost();
  });
  return { post: (message) => worker.postMessage(message) };
}

/** In a worker: hears what is posted. */
export function listen(hear: (message: unknown) => void): void {
  const threads = node()?.getBuiltinModule('node:worker_threads');
  if (threads !== undefined) threads.parentPort?.on('message', hear);
  else globalThis.addEventListener('message', (event) => hear(event.data));
}
