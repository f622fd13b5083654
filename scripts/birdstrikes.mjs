/** The worked example as arguments of the command line, shared by the demo and the figures. */
export const birdstrikes = [
  'audit',
  'node_modules/vega-datasets/data/birdstrikes.csv',
  ...['--target', 'Effect Amount of damage', '--positive', 'Minor,Medium,Substantial,C,B'],
];
