/** The heavy part of `resample`, loaded only once the arguments are understood. */
import { resampleFile } from '../audit/resample-file.ts';
import type { ResampleResult } from '../audit/resample-types.ts';
import { resampleToJson } from '../report/json.ts';
import { resampleToTerminal } from '../report/resample-terminal.ts';

export interface ResampleEngine {
  readonly resample: typeof resampleFile;
  readonly toJson: (result: ResampleResult) => string;
  readonly toTerminal: (result: ResampleResult, look: { readonly width: number; readonly color: boolean }) => string;
}

export const resampleEngine: ResampleEngine = {
  resample: resampleFile,
  toJson: resampleToJson,
  toTerminal: resampleToTerminal,
};
