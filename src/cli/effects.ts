/**
 * Everything the command line does to the world, as one interface: commands are functions of their arguments and of this.
 * The real ones are in node-effects.ts; tests bring their own.
 */
import type { FileBytes } from '../table/bytes.ts';

/** What is known of a stream a person may be looking at. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Width in characters; 80 where unknown. */
  readonly columns: number;
  /** Colours are wanted and can be shown. */
  readonly color: boolean;
}

/** One file to be written. */
export interface OutputFile {
  readonly path: string;
  /** All of it, or pieces that are made as they are written. */
  readonly text: string | AsyncIterable<Uint8Array>;
}

export interface Effects {
  readonly stdoutScreen: Screen;
  readonly stderrScreen: Screen;
  /** Resolves when the text is handed over; a reader that went away (broken pipe) is no error. */
  readonly stdout: (text: string) => Promise<void>;
  readonly stderr: (text: string) => void;
  /** Refuses with one clear line what is not a readable file. */
  readonly openFile: (path: string) => Promise<FileBytes>;
  readonly stdin: () => FileBytes;
  /** Refuses, before any work, an output that could not be written or that is one of the inputs. */
  readonly checkOutput: (path: string, inputs: readonly string[]) => Promise<void>;
  /** Writes all files or none; what stood there before stays until all are complete. */
  readonly writeFiles: (files: readonly OutputFile[]) => Promise<void>;
  /** Calls the listener when the person interrupts; returns the function that stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Milliseconds on a clock that only goes forward. */
  readonly now: () => number;
  /** Lets pending events of the host, such as an interrupt, have their turn. */
  readonly breathe: () => Promise<void>;
}
