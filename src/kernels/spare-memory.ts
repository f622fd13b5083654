/**
 * Memories of matrices that nobody uses any more, kept for the next one: fresh pages cost more than filling them. Unlike those of
 * memories.ts they never grow: growing detaches an array, after which the engine checks every access to any typed array.
 */
import { type Arena, pageBytes } from './wasm.ts';

/** Smallest first. */
const spares: WebAssembly.Memory[] = [];
const mostSpares = 3;
/** One of more pages than this is not kept. */
const mostSparePages = 1024;

/** Room for all that the arena has handed out, with whatever was left in it. */
export function takeSpare(arena: Arena): WebAssembly.Memory {
  const large = spares.findIndex(({ buffer }) => buffer.byteLength >= arena.pages * pageBytes);
  return large < 0 ? arena.memory() : spares.splice(large, 1)[0]!;
}

export function keepSpare(memory: WebAssembly.Memory): void {
  if (memory.buffer.byteLength > mostSparePages * pageBytes) return;
  spares.push(memory);
  spares.sort((a, b) => a.buffer.byteLength - b.buffer.byteLength);
  if (spares.length > mostSpares) spares.shift();
}
