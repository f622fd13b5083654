/** Options of a sampler as they are typed: texts that become what the sampler's own default is. */
import { samplerNamed } from '../resampling/registry.ts';
import type { SamplerSpec, StrategySpec } from '../resampling/types.ts';

/** The specification that the sampler will complete and check. */
export function specFromTexts(
  kind: string,
  options: readonly (readonly [name: string, value: string])[],
  strategy: StrategySpec | null,
): SamplerSpec {
  const defaults = new Map(Object.entries(samplerNamed(kind).complete({})));
  const values = options.map(([name, text]) => [name, typed(text, defaults.get(name))] as const);
  return { ...Object.fromEntries(values), ...(strategy !== null && { strategy }), kind };
}

/** Words stay words where the default is one, even those made of digits; lists are written as JSON. */
function typed(text: string, standard: unknown): unknown {
  const isNumber = (word: string) => word.trim() !== '' && Number.isFinite(Number(word));
  if (typeof standard === 'string' && isNumber(standard)) return text;
  if (isNumber(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text.startsWith('[')) return parsed(text);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
