/**
 * Compiles kernels/*.ts (AssemblyScript) to WebAssembly and embeds the bytes in src/kernels/*.gen.ts, so that the library needs
 * no file at run time. With --check it only compares: the committed bytes must be those the sources give.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { root } from './ready.mjs';

/** Kernels, and whether several threads work in one memory. */
const kernels = {
  gaussian: { shared: false },
  centres: { shared: false },
  gram: { shared: false },
  loss: { shared: false },
  neighbours: { shared: true },
  rank: { shared: false },
  single: { shared: false },
};
/** Pages of 64 KiB that a shared memory may have at the most: all that 32 bits can address. */
const mostPages = '65536';

/** The text of a kernel's file, or null: the compiler asks for several places where a file might be. */
function sourceAt(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

async function compile(name, { shared }) {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      `${name}.ts`,
      '-o',
      `${name}.wasm`,
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
      ...(shared ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', mostPages] : []),
      '-O3',
      '--noAssert',
    ],
    {
      readFile: (path) => sourceAt(join(root, 'kernels', path)),
      writeFile: (path, contents) => {
        if (path.endsWith('.wasm')) bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${name}: ${error.message}\n${stderr.toString()}`);
  return bytes;
}

function moduleText(name, bytes) {
  const base64 = Buffer.from(bytes).toString('base64');
  return (
    `/** Made by scripts/build-kernels.mjs from kernels/${name}.ts (${bytes.length} bytes of WebAssembly); never edited by hand. */\n` +
    `export const ${name}Bytes: string =\n  '${base64}';\n`
  );
}

let stale = 0;
for (const [name, options] of Object.entries(kernels)) {
  const path = join(root, 'src', 'kernels', `${name}.gen.ts`);
  const text = moduleText(name, await compile(name, options));
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(
      `${name}: the committed bytes are not what kernels/${name}.ts compiles to; run node scripts/build-kernels.mjs`,
    );
    stale++;
  }
}
if (stale > 0) process.exit(1);
