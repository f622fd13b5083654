#!/usr/bin/env node
/** The `rareclass` program: main() with the effects of Node. The exit code is set, not forced, so that pipes drain. */
import { main } from './main.ts';
import { nodeEffects } from './node-effects.ts';

process.exitCode = await main(process.argv.slice(2), nodeEffects());
