/**
 * Gates as JUnit XML, which continuous integration shows test by test: a file of predictions is a suite, a gate is a case.
 * An inconclusive gate is a skipped case, since JUnit knows nothing between passed and failed; its message says what is missing.
 */
import type { EvaluationResult, GateResult, JudgedPredictions } from '../audit/evaluate-types.ts';
import { escapeXml } from '../charts/svg.ts';
import { visible } from '../charts/visible.ts';

/** All gates of all files judged. */
export function gatesToJunit({ gates, source, others }: EvaluationResult): string {
  const suites = [{ gates, source }, ...others].map(suiteOf);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

function suiteOf({ gates, source }: Pick<JudgedPredictions, 'gates' | 'source'>): string {
  const count = (asked: GateResult['verdict']): number => gates.filter(({ verdict }) => verdict === asked).length;
  const counts = `tests="${gates.length}" failures="${count('fail')}" errors="0" skipped="${count('inconclusive')}"`;
  const cases = gates.map((gate) => caseOf(gate, source.name)).join('');
  return `  <testsuite name="${attribute(source.name)}" ${counts}>\n${cases}  </testsuite>\n`;
}

function caseOf({ gate, verdict, sentence }: GateResult, suite: string): string {
  const said = attribute(sentence);
  const inside = {
    pass: `<system-out>${said}</system-out>`,
    fail: `<failure message="${said}"/>`,
    inconclusive: `<skipped message="inconclusive: ${said}"/>`,
  }[verdict];
  return `    <testcase classname="${attribute(suite)}" name="${attribute(gate)}">${inside}</testcase>\n`;
}

/** Names of files and classes are other people's: nothing of theirs ends an attribute, and what XML cannot hold is shown. */
function attribute(text: string): string {
  return escapeXml(visible(text));
}
