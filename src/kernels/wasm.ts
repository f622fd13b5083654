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
  const known = compiled.get(base64);
  if (known !== undefined) return known;
  let module: WebAssembly.Module | null = null;
  try {
    module = new WebAssembly.Module(bytesOf(base64));
  } catch {
    // No WebAssembly, no SIMD, or a content security policy without wasm-unsafe-eval: the plain loops serve.
  }
  compiled.set(base64, module);
  return module;
}

/** Hands out consecutive, 16-byte aligned stretches of a memory that is sized at the end. */
export class Arena {
  private next = 1024;

  take(bytes: number): number {
    const start = this.next;
    this.next = (start + bytes + 31) & ~15;
    return start;
  }

  memory(): WebAssembly.Memory {
    return new WebAssembly.Memory({ initial: Math.ceil(this.next / 65_536) + 1 });
  }
}
