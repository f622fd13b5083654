/**
 * The pictures of samplers: what each does to the same two hundred rows of two features. Two samplers need categories; their
 * rows have one or two features of a few levels, drawn in bands.
 */
const { stream } = await import('../dist/core/index.js');
const { resampleMatrix, samplers } = await import('../dist/resampling/index.js');
const { resampleInput } = await import('../dist/resampling/resample.js');
const { scatterChart } = await import('../dist/charts/index.js');

const x = [0, 10.4];
const y = [0, 9.6];
/** Fewer rows than balance would take, so that where they are made can be seen. */
const partly = { strategy: 0.6 };
const options = {
  'random-over': { ...partly },
  'smote-enn': { ...partly },
  'smote-tomek': { ...partly },
  'kmeans-smote': { ...partly, clusters: 6 },
};

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

function blob(random, n, [cx, cy], [sx, sy]) {
  return Array.from({ length: n }, () => [cx + sx * normal(random), cy + sy * normal(random)]);
}

/** A broad common class; a rare one of a clear cluster, a cluster at the border, and two rows among the common ones. */
function rows() {
  const random = stream(11, 'sampler figures');
  const within = ([a, b]) => a > 0.2 && a < 10.2 && b > 0.2 && b < 9.4;
  const common = blob(random, 190, [4.1, 4.9], [1.75, 1.75]).filter(within).slice(0, 130);
  const rare = [
    ...blob(random, 14, [8.1, 7.1], [0.85, 0.95]),
    ...blob(random, 10, [6.7, 3.0], [0.85, 0.9]),
    [3.2, 6.3],
    [4.8, 3.4],
  ];
  return { values: [...common, ...rare], labels: [...common.map(() => 0), ...rare.map(() => 1)] };
}

const classes = ['common', 'rare'];

function points({ values, labels }) {
  return {
    matrix: { count: values.length, dimensions: 2, values: Float64Array.from(values.flat()) },
    codes: Int32Array.from(labels),
  };
}

function plainPanel(kind, data) {
  const { matrix, codes } = points(data);
  const spec = { kind, ...(samplers.get(kind).family === 'over' ? partly : {}), ...options[kind] };
  const result = resampleMatrix(matrix, codes, spec, { classes, seed: 3 });
  const made = Array.from(result.synthetic.base, (_, i) =>
    Array.from(result.synthetic.values.values.subarray(2 * i, 2 * i + 2)),
  );
  return panelOf(kind, data, result, made, data.values);
}

function panelOf(kind, { labels }, { source, labels: after, synthetic, report }, made, at) {
  const times = new Int32Array(labels.length);
  for (const row of source) if (row >= 0) times[row] += 1;
  const madeLabels = Array.from(after).filter((_, i) => source[i] < 0);
  const family = samplers.get(kind).family;
  return {
    title: titles[kind] ?? kind,
    note: noteOf(report),
    points: [
      ...at.map(([px, py], i) => ({
        x: px,
        y: py,
        rare: labels[i] === 1,
        state: times[i] === 0 ? 'removed' : 'kept',
        times: times[i],
      })),
      ...made.map(([px, py], i) => ({ x: px, y: py, rare: madeLabels[i] === 1, state: 'made' })),
    ],
    links: family === 'under' ? [] : made.map((to, i) => linkOf(to, i, synthetic, at)),
  };
}

/** From base to neighbour where the row lies between them, else from base to the row. */
function linkOf(to, i, { base, neighbour, step }, at) {
  const between = neighbour[i] >= 0 && step[i] >= 0 && step[i] <= 1;
  return { from: at[base[i]], to: between ? at[neighbour[i]] : to };
}

function noteOf(report) {
  const [common, rare] = report;
  const sign = ({ made, removed }) => [...(made ? [`+${made}`] : []), ...(removed ? [`−${removed}`] : [])].join(' ');
  const part = (line) => `${line.label} ${line.after}${sign(line) && ` (${sign(line)})`}`;
  return `${part(common)}, ${part(rare)}`;
}

/** One feature in numbers and one of three levels, drawn in bands with some scatter that says nothing. */
function mixedPanel(data) {
  const { codes } = points(data);
  const levels = data.values.map(([, b]) => (b < 3.4 ? 0 : b < 6.2 ? 1 : 2));
  const scatter = stream(5, 'scatter');
  const bandOf = (level) => 1.7 + 3.1 * level + 1.7 * (scatter.uniform() - 0.5);
  const at = data.values.map(([a], i) => [a, bandOf(levels[i])]);
  const numbers = { count: at.length, dimensions: 1, values: Float64Array.from(data.values, ([a]) => a) };
  const categories = [{ codes: Int32Array.from(levels), levels: 3 }];
  const result = run('smote-nc', numbers, categories, codes);
  const made = Array.from(result.synthetic.base, (_, i) => [
    result.synthetic.values.values[i],
    bandOf(result.synthetic.categories[0][i]),
  ]);
  return { ...panelOf('smote-nc', data, result, made, at), links: [] };
}

function nominalPanel(data) {
  const { codes } = points(data);
  const cut = (value, size) => Math.max(0, Math.min(4, Math.floor((5 * value) / size)));
  const scatter = stream(6, 'scatter');
  const place = (level, size) => ((level + 0.5 + 0.66 * (scatter.uniform() - 0.5)) * size) / 5;
  const levels = data.values.map(([a, b]) => [cut(a, x[1]), cut(b, y[1])]);
  const at = levels.map(([a, b]) => [place(a, x[1]), place(b, y[1])]);
  const categories = [0, 1].map((d) => ({ codes: Int32Array.from(levels, (pair) => pair[d]), levels: 5 }));
  const result = run('smote-n', { count: at.length, dimensions: 0, values: new Float64Array(0) }, categories, codes);
  const [first, second] = result.synthetic.categories;
  const made = Array.from(first, (a, i) => [place(a, x[1]), place(second[i], y[1])]);
  return { ...panelOf('smote-n', data, result, made, at), links: [] };
}

function run(kind, values, categories, labels) {
  const scale = new Float64Array(values.dimensions).fill(1);
  const names = [...scale, ...categories].map((_, i) => `f${i}`);
  const input = { values, space: values, scale, categories, labels, classes, names };
  const sampler = samplers.get(kind);
  return resampleInput(input, { sampler, spec: sampler.complete(partly) }, { seed: 3 });
}

const titles = {
  'random-over': 'Random over-sampling',
  smote: 'SMOTE',
  'borderline-smote': 'Borderline-SMOTE 1',
  adasyn: 'ADASYN',
  'smote-nc': 'SMOTE-NC (a number, 3 levels)',
  'smote-n': 'SMOTE-N (two of 5 levels)',
  'svm-smote': 'SVM-SMOTE',
  'kmeans-smote': 'KMeans-SMOTE',
  'polynom-fit': 'Polynomial fitting, star',
  prowsyn: 'ProWSyn',
  'geometric-smote': 'Geometric SMOTE',
  'random-under': 'Random under-sampling',
  'near-miss': 'NearMiss 1',
  'instance-hardness-threshold': 'Instance hardness threshold',
  'cluster-centroids': 'Cluster centroids',
  'tomek-links': 'Tomek links',
  'edited-nearest-neighbours': 'Edited nearest neighbours',
  'repeated-edited-nearest-neighbours': 'Repeated edited neighbours',
  'all-knn': 'All k-NN',
  'neighbourhood-cleaning-rule': 'Neighbourhood cleaning rule',
  'condensed-nearest-neighbour': 'Condensed nearest neighbour',
  'one-sided-selection': 'One-sided selection',
  'smote-enn': 'SMOTE-ENN',
  'smote-tomek': 'SMOTE-Tomek',
};

/** Saves one picture per sampler and one of all of them. */
export function drawSamplers(save) {
  const data = rows();
  const special = { 'smote-nc': mixedPanel, 'smote-n': nominalPanel };
  const panels = [...samplers.keys()].map((kind) => [
    kind,
    (special[kind] ?? ((rows) => plainPanel(kind, rows)))(data),
  ]);
  for (const [kind, panel] of panels) {
    const { title, note } = panel;
    const description = `${samplers.get(kind).summary}. Afterwards ${note}.`;
    const alone = { ...panel, title: undefined };
    save(`samplers/${kind}`, scatterChart([alone], { title, description, x, y, panelWidth: 420 }));
  }
  const before = { title: 'The rows as they are', note: 'common 130, rare 26', points: panelBefore(data) };
  save(
    'samplers',
    scatterChart([before, ...panels.map(([, panel]) => panel)], {
      title: 'What each method does to the same rows',
      description: 'Rows of two features before and after each method of resampling.',
      x,
      y,
      across: 5,
      panelWidth: 206,
    }),
  );
}

function panelBefore({ values, labels }) {
  return values.map(([px, py], i) => ({ x: px, y: py, rare: labels[i] === 1 }));
}
