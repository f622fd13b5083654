/** Files in and out: refusals in one clear line, all outputs or none, and nothing left behind. */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/cli/open-file.ts';
import { checkOutput, writeFiles } from '../../src/cli/write-files.ts';
import { listing, temporaryFolder } from './effects.ts';

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe('opening a file', () => {
  it('gives its name, size, slices and, as often as asked, its bytes', async () => {
    const path = join(temporaryFolder(), 'data.csv');
    const content = Buffer.alloc(5_000_000, 'rare,class\n');
    writeFileSync(path, content);
    const file = await openFile(path);
    expect([file.name, file.byteLength]).toEqual(['data.csv', 5_000_000]);
    expect(Buffer.from(await file.slice!(5, 10)).toString()).toBe('class');
    expect((await file.slice!(4_999_999, 5_000_100)).byteLength).toBe(1);
    for (let time = 0; time < 2; time++) expect((await collect(file.stream())).equals(content)).toBe(true);
  });

  it('suggests the nearest name in the folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'birdstrikes.csv'), 'x');
    const path = join(folder, 'birdstrike.csv');
    await expect(openFile(path)).rejects.toThrow(`${path}: no such file; did you mean 'birdstrikes.csv'?`);
  });

  it('refuses a missing folder and a folder', async () => {
    const folder = temporaryFolder();
    await expect(openFile(join(folder, 'a', 'b.csv'))).rejects.toThrow(/b\.csv: no such file$/);
    await expect(openFile(folder)).rejects.toThrow(`${folder}: is a folder, not a file`);
  });

  it('streams a named pipe, which has neither size nor slices', async () => {
    const path = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const file = await openFile(path);
    expect([file.byteLength, file.slice]).toEqual([undefined, undefined]);
    const writer = promisify(execFile)('sh', ['-c', 'echo a,b > "$0"', path]);
    const content = await collect(file.stream());
    await writer;
    expect(content.toString()).toBe('a,b\n');
  });
});

describe('checking an output', () => {
  it('leaves no trace and accepts new files, existing files and devices', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'old.html'), 'old');
    const before = listing(folder);
    for (const path of [join(folder, 'new.html'), join(folder, 'old.html'), '/dev/null']) await checkOutput(path, []);
    expect(listing(folder)).toEqual(before);
  });

  it('refuses a missing folder, a folder, and a file used as a folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(checkOutput(join(folder, 'no', 'x.html'), [])).rejects.toThrow(
      `${join(folder, 'no', 'x.html')}: cannot be written: there is no folder '${join(folder, 'no')}'`,
    );
    await expect(checkOutput(folder, [])).rejects.toThrow(`${folder}: is a folder; name a file in it`);
    await expect(checkOutput(join(folder, 'file', 'x.html'), [])).rejects.toThrow(
      'cannot be written: a part of the path is a file, not a folder',
    );
  });

  it('refuses where nothing can be created, whoever asks', async () => {
    await expect(checkOutput('/proc/x.html', [])).rejects.toThrow(/^\/proc\/x\.html: cannot be written: /);
  });

  it('refuses the input itself, by whatever name', async () => {
    const folder = temporaryFolder();
    const [data, alias] = [join(folder, 'data.csv'), join(folder, 'alias')];
    writeFileSync(data, 'a,b');
    symlinkSync(data, alias);
    await expect(checkOutput(alias, [data])).rejects.toThrow(
      `${alias}: is the input; write the result to another file`,
    );
  });
});

describe('writing files', () => {
  it('writes all, keeps the permissions of a replaced file and follows a link', async () => {
    const folder = temporaryFolder();
    const [html, json, link] = ['a.html', 'b.json', 'link.html'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(html, 'old');
    chmodSync(html, 0o640);
    symlinkSync(html, link);
    await writeFiles([
      { path: link, text: 'new' },
      { path: json, text: '{}' },
    ]);
    expect(readFileSync(html, 'utf8')).toBe('new');
    expect(statSync(html).mode & 0o777).toBe(0o640);
    expect([...listing(folder).keys()].sort()).toEqual([html, json, link]);
  });

  it('says why a device takes no more', async () => {
    const full = { path: '/dev/full', text: 'x'.repeat(100_000) };
    await expect(writeFiles([full])).rejects.toThrow('/dev/full: cannot be written: no space left on the device');
  });

  it('writes none when one cannot be staged', async () => {
    const folder = temporaryFolder();
    const before = listing(folder);
    const files = [
      { path: join(folder, 'a.html'), text: 'a' },
      { path: join(folder, 'no', 'b.json'), text: 'b' },
    ];
    await expect(writeFiles(files)).rejects.toThrow('there is no folder');
    expect(listing(folder)).toEqual(before);
  });

  it('brings back what was there when a later rename fails', async () => {
    const folder = temporaryFolder();
    const [old, fresh, blocked] = ['old.html', 'new.md', 'blocked'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(old, 'old');
    const before = listing(folder);
    // The last place becomes a folder after it was looked at: its text is a getter that puts the folder there.
    const last = {
      path: blocked,
      get text() {
        mkdirSync(blocked);
        return 'c';
      },
    };
    await expect(writeFiles([{ path: old, text: 'a' }, { path: fresh, text: 'b' }, last])).rejects.toThrow();
    expect(listing(folder)).toEqual(new Map([...before, [blocked, 'not a file']]));
  });
});
