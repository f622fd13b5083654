/** What every command is: a definition of its options, loaded only when it is named, and an action that ends in an exit code. */
import type { Command } from 'commander';
import type { Effects } from './effects.ts';

/** What the exit code says; 130 is the shells' convention for an interrupt, 70 (EX_SOFTWARE) a defect of ours. */
export const exitCodes = {
  fine: 0,
  gateFailed: 1,
  badInput: 2,
  inconclusive: 3,
  defect: 70,
  interrupted: 130,
} as const;

/** What a command gets besides its own arguments. */
export interface CommandContext {
  readonly effects: Effects;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
}

/** Adds a command's arguments and options to `command`; its action goes through `run`, which keeps the exit code. */
export type DefineCommand = (
  command: Command,
  context: CommandContext,
  run: (action: () => Promise<number>) => Promise<void>,
) => void;
