"""imbalanced-learn's side of bench/samplers.bench.mjs: makes inputs, and runs one method at a time.

samplers_peer.py make FOLDER ROWS COLUMNS SHARE LEVELS
    LEVELS 0: numbers only; else as many category columns again, each of so many levels, skewed
samplers_peer.py run FOLDER METHOD ROWS COLUMNS LEVELS ROUNDS BUDGET
    prints JSON: seconds per round, the peak of memory and its rise in MB, rows afterwards; writes the matrix afterwards
"""

import json
import resource
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def make_numbers(folder, rows, columns, share):
    """Half of the columns carry the class, in three clusters per class with correlated columns; the others are noise."""
    rng = np.random.default_rng(20260303)
    y = np.zeros(rows, dtype=np.int32)
    y[rng.permutation(rows)[: round(rows * share)]] = 1
    x = rng.normal(size=(rows, columns))
    informative = columns // 2
    for label in (0, 1):
        for part in range(3):
            mine = np.flatnonzero((y == label) & (rng.integers(0, 3, rows) == part))
            mixing = rng.normal(size=(informative, informative)) / np.sqrt(informative)
            centre = rng.choice([-1.0, 1.0], size=informative)
            x[mine, :informative] = x[mine, :informative] @ (0.4 * np.eye(informative) + mixing) + centre
    x.tofile(folder / "values.f64")
    y.tofile(folder / "labels.i32")


def make(folder, rows, columns, share, levels):
    make_numbers(folder, rows, columns, share)
    labels = np.fromfile(folder / "labels.i32", dtype=np.int32)
    rng = np.random.default_rng(7)
    codes = np.zeros((columns if levels else 0, rows), dtype=np.int32)
    for column in codes:
        column[:] = np.floor(rng.random(rows) ** (2 - labels) * levels)
    codes.tofile(folder / "codes.i32")


def sampler_maker(method, columns):
    """What a method needs is imported here, before the rounds. Two jobs where that is not slower.

    The SMOTE family takes them only as a search of neighbours, which gives the same rows in the same time: on these shapes it
    uses all cores anyway.
    """
    from imblearn import combine
    from imblearn import over_sampling as over
    from imblearn import under_sampling as under
    from joblib import parallel_config
    from sklearn.base import BaseEstimator, ClassifierMixin
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    class Logistic(ClassifierMixin, BaseEstimator):
        """As exact as ours is by default, and without a `random_state`, for which a number would be drawn before the folds."""

        def fit(self, x, y):
            self.model_ = LogisticRegression(tol=1e-8, max_iter=1000).fit(x, y)
            self.classes_ = self.model_.classes_
            return self

        def predict_proba(self, x):
            return self.model_.predict_proba(x)

    if method == "instance-hardness-threshold-logistic":
        # A fold in each of two threads, the fastest way to run it, and all within this process.
        parallel_config(backend="threading")
        threadpool_limits(1)
    return {
        "random-over": lambda: over.RandomOverSampler(random_state=0),
        "smote": lambda: over.SMOTE(random_state=0),
        "borderline-smote-1": lambda: over.BorderlineSMOTE(random_state=0),
        "borderline-smote-2": lambda: over.BorderlineSMOTE(random_state=0, kind="borderline-2"),
        "adasyn": lambda: over.ADASYN(random_state=0),
        "svm-smote": lambda: over.SVMSMOTE(random_state=0),
        "kmeans-smote": lambda: over.KMeansSMOTE(random_state=0, cluster_balance_threshold=0.001),
        "smote-nc": lambda: over.SMOTENC(categorical_features=list(range(columns, 2 * columns)), random_state=0),
        "smote-n": lambda: over.SMOTEN(random_state=0),
        "random-under": lambda: under.RandomUnderSampler(random_state=0),
        "near-miss-1": lambda: under.NearMiss(version=1, n_jobs=2),
        "near-miss-2": lambda: under.NearMiss(version=2, n_jobs=2),
        "near-miss-3": lambda: under.NearMiss(version=3, n_jobs=2),
        "instance-hardness-threshold": lambda: under.InstanceHardnessThreshold(random_state=0, n_jobs=2),
        "instance-hardness-threshold-logistic": lambda: under.InstanceHardnessThreshold(
            estimator=Logistic(), random_state=0, n_jobs=2
        ),
        "cluster-centroids": lambda: under.ClusterCentroids(random_state=0),
        "tomek-links": lambda: under.TomekLinks(n_jobs=2),
        "edited-nearest-neighbours": lambda: under.EditedNearestNeighbours(n_jobs=2),
        "repeated-edited-nearest-neighbours": lambda: under.RepeatedEditedNearestNeighbours(n_jobs=2),
        "all-knn": lambda: under.AllKNN(n_jobs=2),
        "condensed-nearest-neighbour": lambda: under.CondensedNearestNeighbour(random_state=0),
        "one-sided-selection": lambda: under.OneSidedSelection(random_state=0, n_jobs=2),
        "neighbourhood-cleaning-rule": lambda: under.NeighbourhoodCleaningRule(n_jobs=2),
        "smote-enn": lambda: combine.SMOTEENN(random_state=0, n_jobs=2),
        "smote-tomek": lambda: combine.SMOTETomek(random_state=0, n_jobs=2),
    }[method]


def run(folder, method, rows, columns, levels, rounds, budget):
    make_sampler = sampler_maker(method, columns)
    numbers = np.fromfile(folder / "values.f64", count=rows * columns).reshape(rows, columns)
    y = np.fromfile(folder / "labels.i32", dtype=np.int32, count=rows)
    codes = np.fromfile(folder / "codes.i32", dtype=np.int32).reshape(-1, rows).T if levels else None
    x = codes if method == "smote-n" else numbers if codes is None else np.hstack([numbers, codes])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, processor = [], []
    while not wall or (len(wall) < rounds and wall[0] <= budget / 3 and sum(wall) <= budget):
        after = None
        start, used = time.perf_counter(), time.process_time()
        after, _ = make_sampler().fit_resample(x, y)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rise = peak - before / 1024
    np.ascontiguousarray(after, dtype=np.float64).tofile(folder / "answer.f64")
    print(json.dumps({"wall": wall, "processor": processor, "peak": peak, "rise": rise, "rows": len(after)}))


if __name__ == "__main__":
    verb, folder, *rest = sys.argv[1:]
    if verb == "make":
        rows, columns, share, levels = rest
        make(Path(folder), int(rows), int(columns), float(share), int(levels))
    else:
        method, rows, columns, levels, rounds, budget = rest
        run(Path(folder), method, int(rows), int(columns), int(levels), int(rounds), float(budget))
