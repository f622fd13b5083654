/** Loading compiled kernels: the bytes are embedded, SIMD is probed, and whoever may not compile gets the plain loops. */

/** `auto` takes the compiled kernel where the host can run it; the others force one of the two. */
export type KernelPath = 'auto' | 'compiled' | 'plain';

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const compiled = new Map<string, WebAssembly.Module | null>();

/** The compiled module, or null where the host has no SIMD or forbids compiling. */
export function compileKernel(base64: string): WebAssembly.Module | null {
  return compileOnce(base64, () => bytesOf(base64));
}

/** A kernel that was compiled for shared memory, for a memory that one thread has to itself. */
export function compileUnshared(base64: string): WebAssembly.Module | null {
  return compileOnce(`unshared ${base64}`, () => unshared(bytesOf(base64)));
}

function compileOnce(key: string, bytes: () => Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  let module: WebAssembly.Module | null = null;
  try {
    module = new WebAssembly.Module(bytes());
  } catch {
    // No WebAssembly, no SIMD, or a content security policy without wasm-unsafe-eval: the plain loops serve.
  }
  compiled.set(key, module);
  return module;
}

/** In the import section: the name of the memory, the kind "memory", and its flags "shared" and "has a maximum". */
const sharedImport = [...new TextEncoder().encode('memory'), 2, 3];

/** Takes the flag "shared" off the imported memory; nothing else in the bytes depends on it. */
function unshared(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = bytes.findIndex((_, i) => sharedImport.every((byte, j) => bytes[i + j] === byte));
  if (at < 0) throw new TypeError('the kernel imports no shared memory');
  bytes[at + sharedImport.length - 1] = 1;
  return bytes;
}

export const pageBytes = 65_536;

/** Hands out consecutive, 16-byte aligned stretches of a memory that is sized at the end. */
export class Arena {
  private next: number;

  constructor(start = 1024) {
    this.next = start;
  }

  take(bytes: number): number {
    const start = this.next;
    this.next = (start + bytes + 31) & ~15;
    return start;
  }

  /** Pages that hold all stretches handed out. */
  get pages(): number {
    return Math.ceil(this.next / pageBytes) + 1;
  }

  memory(): WebAssembly.Memory {
    return new WebAssembly.Memory({ initial: this.pages });
  }
}
