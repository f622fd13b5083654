export { bestThreshold, type ChooseOptions, chooseThreshold } from './choose.ts';
export {
  type Amount,
  bayesThreshold,
  type Costs,
  type CostThreshold,
  costThreshold,
  type RowCosts,
} from './costs.ts';
export { type Objective, objectiveForms, parseObjective } from './objectives.ts';
export type * from './types.ts';
