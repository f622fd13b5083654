/**
 * Memories that compiled kernels take over from one another, because fresh pages cost as much as filling them. Whoever takes one
 * finds in it what the last one left.
 */
import { pageBytes } from './wasm.ts';

/** Memories of one thread that are kept, and how many pages one may have. A larger one is left to the garbage collector. */
const mostKept = 3;
const mostKeptPages = 1024;
/**
 * Of memory that threads share one is kept, of more pages: a worker that has heard of one holds on to it until its own heap is
 * collected.
 */
const mostSharedPages = 4096;
/** Pages that 32 bits can address. */
export const mostPages = 65_536;

/** Smallest first. */
const kept: WebAssembly.Memory[] = [];
let keptShared: WebAssembly.Memory | null = null;
/** The last that was too large to be kept: whoever comes soon takes it over, and nobody pays for it otherwise. */
let large: WeakRef<WebAssembly.Memory> | null = null;

/** A memory of at least so many pages. It never grows: that would detach an array, and the engine check every access to any. */
export function takeMemory(pages: number, shared = false): WebAssembly.Memory {
  return (
    (shared ? takeShared(pages) : takeOwn(pages)) ?? new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  );
}

/** Hands in a memory that nobody uses any more. */
export function returnMemory(memory: WebAssembly.Memory): void {
  const pages = pagesOf(memory);
  if (isShared(memory)) {
    if (pages <= mostSharedPages) keptShared = memory;
  } else if (pages > mostKeptPages) large = new WeakRef(memory);
  else {
    kept.push(memory);
    kept.sort((a, b) => pagesOf(a) - pagesOf(b));
    if (kept.length > mostKept) kept.shift();
  }
}

function takeOwn(pages: number): WebAssembly.Memory | undefined {
  const fitting = kept.findIndex((memory) => pagesOf(memory) >= pages);
  if (fitting >= 0) return kept.splice(fitting, 1)[0];
  const memory = large?.deref();
  if (memory === undefined || pagesOf(memory) < pages) return undefined;
  large = null;
  return memory;
}

function takeShared(pages: number): WebAssembly.Memory | undefined {
  const memory = keptShared;
  if (memory === null || pagesOf(memory) < pages) return undefined;
  keptShared = null;
  return memory;
}

function pagesOf({ buffer }: WebAssembly.Memory): number {
  return buffer.byteLength / pageBytes;
}

function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && (buffer as ArrayBufferLike) instanceof SharedArrayBuffer;
}
