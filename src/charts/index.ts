/** Charts: results to SVG strings, without a DOM. */
export { type ClassDistributionOptions, classDistributionChart } from './class-distribution.ts';
export { binaryConfusionChart, type ConfusionChartOptions, confusionChart } from './confusion.ts';
export {
  type CurveChartOptions,
  type MarkedPoint,
  precisionRecallChart,
  precisionRecallPoint,
  rocChart,
  rocPoint,
} from './curve.ts';
export { type ReliabilityChartOptions, reliabilityChart } from './reliability.ts';
export {
  type ScatterLink,
  type ScatterOptions,
  type ScatterPanel,
  type ScatterPoint,
  scatterChart,
} from './scatter.ts';
export { type StrategyChartOptions, strategyComparisonChart } from './strategy-comparison.ts';
export { themeCss } from './theme.ts';
