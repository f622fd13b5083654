/** Which way a neighbour search goes: through the compiled kernel, or the plain loops. */
import { InputError } from '../core/errors.ts';
import { neighbourModule } from './layout.ts';
import type { KernelPath } from './wasm.ts';

/** Below this many products of coordinates packing costs more than it saves. */
const fewProducts = 100_000;

/** The path that `auto` takes on this host for large searches in more than a few dimensions. */
export function neighbourPath(): 'compiled' | 'plain' {
  return neighbourModule(false) === null ? 'plain' : 'compiled';
}

/**
 * Whether a search of so many products of coordinates is for the compiled kernel.
 *
 * @throws InputError where the compiled kernel is asked for and the host cannot run it.
 */
export function compiledServes(products: number, path: KernelPath): boolean {
  if (path === 'plain') return false;
  const possible = neighbourPath() === 'compiled';
  if (path === 'compiled' && !possible) {
    throw new InputError({
      code: 'no-simd',
      fn: 'neighbours',
      argument: 'path',
      expected: "'auto' or 'plain' where WebAssembly with SIMD is not available",
      received: path,
    });
  }
  return path === 'compiled' || (possible && products > fewProducts);
}
