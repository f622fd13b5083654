/**
 * Makes a fresh clone ready: installs exactly the lockfile's content unless that very content is installed already, and
 * (with --build, or imported) compiles src/ to dist/ unless dist/ was made from these very sources. Needs only Node and npm.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const builtMark = join(root, 'dist', '.built-from');

function run(command, args, options = {}) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
}

/** Runs a program of node_modules by its script, without npx and without a shell. */
export function runNode(script, args, options = {}) {
  run(process.execPath, [join(root, script), ...args], options);
}

/** npm notes what it installed in node_modules/.package-lock.json; optional packages may be absent (other platforms). */
function installed() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const have = JSON.parse(readFileSync(noted, 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = have[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity && existsSync(join(root, path));
  });
}

export function install() {
  if (installed()) return;
  console.error('installing dependencies…');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of [
    ...filesOf(join(root, 'src')),
    ...['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'].map((name) => join(root, name)),
  ])
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Compiles in place, so that a running program or a second build never meets an empty dist/. */
export function build() {
  const hash = sourceHash();
  if (existsSync(builtMark) && readFileSync(builtMark, 'utf8') === hash) return;
  runNode('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--noEmitOnError']);
  for (const file of filesOf(join(root, 'dist'))) {
    const source = join(root, 'src', file.slice(join(root, 'dist').length)).replace(/(\.d)?\.[jt]s(\.map)?$/, '.ts');
    if (file !== builtMark && !existsSync(source)) rmSync(file);
  }
  writeFileSync(builtMark, hash);
}

/** Runs steps that report their own failure; ends with their exit code instead of a stack trace. */
export function orExit(step) {
  try {
    step();
  } catch (error) {
    if (error?.status === undefined) throw error;
    process.exit(error.status ?? 1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  orExit(() => {
    install();
    if (process.argv.includes('--build')) build();
  });
}
