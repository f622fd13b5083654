export { bestThreshold, type ChooseOptions, chooseThreshold } from './choose.ts';
export { type Objective, objectiveForms, parseObjective } from './objectives.ts';
export type * from './types.ts';
