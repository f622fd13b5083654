/**
 * A progress bar on stderr while a person watches a terminal; silent everywhere else. It is drawn over itself on one line
 * and leaves nothing behind.
 */
import type { Progress } from '../audit/types.ts';
import type { Effects } from './effects.ts';
import { oneLine } from './one-line.ts';

export interface ProgressBar {
  readonly update: (progress: Progress) => void;
  /** Takes the bar off the screen. */
  readonly clear: () => void;
}

const barWidth = 20;
const millisecondsBetweenDraws = 80;
const eraseLine = '\r\u001b[2K';

/** `quiet` asks for no bar even on a terminal. */
export function progressBar(
  { stderr, stderrScreen, now }: Pick<Effects, 'stderr' | 'stderrScreen' | 'now'>,
  { quiet = false }: { readonly quiet?: boolean } = {},
): ProgressBar {
  if (quiet || !stderrScreen.isTerminal) return { update: () => {}, clear: () => {} };
  const started = now();
  let drawn: { readonly stage: string; readonly at: number } | null = null;
  return {
    update: (progress) => {
      const at = now();
      if (drawn !== null && drawn.stage === progress.stage && at - drawn.at < millisecondsBetweenDraws) return;
      drawn = { stage: progress.stage, at };
      const line = progressLine(progress, (at - started) / 1000);
      stderr(eraseLine + [...line].slice(0, stderrScreen.columns - 1).join(''));
    },
    clear: () => {
      if (drawn !== null) stderr(eraseLine);
      drawn = null;
    },
  };
}

function progressLine({ stage, done, total }: Progress, seconds: number): string {
  const part = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const filled = Math.round(part * barWidth);
  const percent = `${Math.floor(part * 100)}`.padStart(3);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${bar} ${percent} %  ${seconds.toFixed(1)} s  ${oneLine(stage)}`;
}
