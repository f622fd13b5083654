#!/usr/bin/env node
/** The `rareclass` program: main() with the effects of Node. */
import { exitCodes } from './command.ts';
import { main } from './main.ts';
import { nodeEffects } from './node-effects.ts';

// The exit code is set, not forced, so that pipes drain; only after an interrupt nothing still open is waited for.
process.exitCode = await main(process.argv.slice(2), nodeEffects());
if (process.exitCode === exitCodes.interrupted) process.exit();
