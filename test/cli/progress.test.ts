import { describe, expect, it } from 'vitest';
import { progressBar } from '../../src/cli/progress.ts';
import { testEffects } from './effects.ts';

const terminal = { isTerminal: true, columns: 60, color: true };
const half = { stage: 'comparing strategies', done: 5, total: 10 };
const erase = '\r\u001b[2K';

describe('the progress bar', () => {
  it('says nothing when stderr is not a terminal, or when quiet is asked for', () => {
    for (const [screen, quiet] of [
      [{ ...terminal, isTerminal: false }, false],
      [terminal, true],
    ] as const) {
      const { effects, stderr } = testEffects({ stderrScreen: screen });
      const bar = progressBar(effects, { quiet });
      bar.update(half);
      bar.clear();
      expect(stderr()).toBe('');
    }
  });

  it('shows how far, how long and what', () => {
    const { effects, stderr, wait } = testEffects({ stderrScreen: terminal });
    const bar = progressBar(effects);
    wait(2500);
    bar.update(half);
    expect(stderr()).toBe(`${erase}██████████░░░░░░░░░░  50 %  2.5 s  comparing strategies`);
  });

  it('draws within the line, at most every 80 ms unless the stage changes, and leaves nothing behind', () => {
    const { effects, stderr, wait } = testEffects({ stderrScreen: { ...terminal, columns: 30 } });
    const bar = progressBar(effects);
    bar.update(half);
    bar.update({ ...half, done: 6 });
    wait(79);
    bar.update({ ...half, done: 6 });
    wait(1);
    bar.update({ ...half, done: 6 });
    bar.update({ ...half, stage: 'the one final look' });
    bar.clear();
    const draws = stderr().split(erase).slice(1);
    expect(draws).toHaveLength(4);
    expect(draws.every((draw) => [...draw].length < 30)).toBe(true);
    expect(draws.at(-1)).toBe('');
  });

  it('stays between 0 and 100 % and on one line whatever it is told', () => {
    const { effects, stderr } = testEffects({ stderrScreen: { ...terminal, columns: 200 } });
    const bar = progressBar(effects);
    bar.update({ stage: 'a\nb\u001b[2J', done: 3, total: 2 });
    bar.update({ stage: 'nothing to do', done: 0, total: 0 });
    expect(stderr()).toContain('100 %  0.0 s  a b\\u001b[2J');
    expect(stderr()).toContain('  0 %  0.0 s  nothing to do');
  });
});
