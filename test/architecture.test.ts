/** Enforces the layer table of ARCHITECTURE.md on the imports and globals that src/ really uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src');

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly code: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

/** Comments and the contents of strings out, so that words in prose are not mistaken for code. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function sourceFiles(): SourceFile[] {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => {
    const path = name.split('\\').join('/');
    const code = bare(readFileSync(join(source, name), 'utf8'));
    const found = [...code.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'/g)];
    const bareImports = [...code.matchAll(/import\s*\(?\s*'([^']+)'/g)].map((match) => ({
      from: match[1]!,
      typeOnly: false,
    }));
    const imports = [...found.map((match) => ({ from: match[2]!, typeOnly: match[1] !== undefined })), ...bareImports];
    return { path, room: path.includes('/') ? path.split('/')[0]! : 'root', code, imports };
  });
}

function layerTable(): Map<string, Set<string>> {
  const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [a-z]+ +\|/.test(line));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  return new Map(
    cells.filter((row) => row[1] !== 'room').map((row) => [row[1]!, new Set(row[3]!.split(', ').filter(Boolean))]),
  );
}

const files = sourceFiles();
const layers = layerTable();
const resolveImport = (file: SourceFile, from: string) => posix.normalize(posix.join(posix.dirname(file.path), from));
/** Packages that a room may import at run time; a room not named here has no run-time dependency. */
const packages: Record<string, readonly string[]> = {
  table: ['hyparquet', 'hyparquet-compressors', 'hyparquet-writer'],
  charts: ['d3-array', 'd3-format', 'd3-scale', 'd3-shape'],
  report: ['d3-format'],
  cli: ['commander'],
};

describe('architecture', () => {
  it('every folder of src is a row of the layer table', () => {
    expect([...new Set(files.map((file) => file.room))].filter((room) => room !== 'root' && !layers.has(room))).toEqual(
      [],
    );
  });

  it('the layer table itself has no cycle', () => {
    const order = [...layers.keys()];
    for (const [room, allowed] of layers) {
      for (const other of allowed)
        expect(order.indexOf(other), `${room} may import ${other}, which stands below it`).toBeLessThan(
          order.indexOf(room),
        );
    }
  });

  it('rooms import only what their row allows', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => ({ from, to: resolveImport(file, from).split('/')[0]! }))
        .filter(({ to }) => file.room !== 'root' && to !== file.room && !layers.get(file.room)?.has(to))
        .map(({ from }) => `${file.path} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('files import each other without cycles', () => {
    const graph = new Map(
      files.map((file) => [
        file.path,
        file.imports
          .filter(({ from, typeOnly }) => from.startsWith('.') && !typeOnly)
          .map(({ from }) => resolveImport(file, from)),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      state.set(path, 'open');
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, 'done');
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('inside src, files are imported by name, never through an index, except by src/index.ts', () => {
    const wrong = files
      .filter((file) => file.room !== 'root' && file.room !== 'cli')
      .flatMap((file) =>
        file.imports
          .filter(({ from }) => from.startsWith('.') && /(^|\/)index\.ts$/.test(from))
          .map(({ from }) => `${file.path} imports ${from}`),
      );
    expect(wrong).toEqual([]);
  });

  it('library rooms touch no files, clocks, consoles or hidden randomness, and only the packages they may', () => {
    const forbidden =
      /\b(console\.|process\.|Math\.random|Date\.now|new Date\(\)|performance\.|document\.|window\.|fetch\(|setTimeout|localStorage)/;
    const wrong = files
      .filter((file) => file.room !== 'cli')
      .flatMap((file) => {
        const words = file.path.startsWith('kernels/pool')
          ? []
          : (file.code.match(forbidden) ?? []).slice(0, 1).map((word) => `${file.path} uses ${word}`);
        const outside = file.imports
          .filter(
            ({ from, typeOnly }) => !from.startsWith('.') && !typeOnly && !(packages[file.room] ?? []).includes(from),
          )
          .filter(() => !file.path.startsWith('kernels/pool'))
          .map(({ from }) => `${file.path} imports ${from}`);
        return [...words, ...outside];
      });
    expect(wrong).toEqual([]);
  });

  it('splitting and resampling meet only in validation and above', () => {
    const meets = ['validation', 'diagnostics', 'audit', 'cli', 'root'];
    const wrong = files
      .filter((file) => !meets.includes(file.room))
      .filter((file) => {
        const targets = file.imports
          .filter(({ from }) => from.startsWith('.'))
          .map(({ from }) => resolveImport(file, from));
        const splits = targets.some((to) => /^data\/(splits|folds|stratif|group|roles)/.test(to));
        const resamples = file.room === 'resampling' || targets.some((to) => to.startsWith('resampling/'));
        return splits && resamples;
      });
    expect(wrong.map((file) => relative(source, file.path))).toEqual([]);
  });
});
