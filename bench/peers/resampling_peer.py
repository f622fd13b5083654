"""The half of bench/resampling.bench.mjs that runs imbalanced-learn: makes inputs, and times one method at a time.

resampling_peer.py make <folder> <rows> <columns> <minority share>
resampling_peer.py run <folder> <method> <rounds>   prints JSON: wall seconds and processor seconds per round; writes the kept rows
"""
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def make(folder, rows, columns, share):
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
    (folder / "shape.json").write_text(json.dumps({"rows": rows, "columns": columns}))


def samplers():
    from imblearn.under_sampling import (
        AllKNN,
        CondensedNearestNeighbour,
        EditedNearestNeighbours,
        NearMiss,
        NeighbourhoodCleaningRule,
        OneSidedSelection,
        RepeatedEditedNearestNeighbours,
        TomekLinks,
    )

    return {
        "tomek-links": lambda: TomekLinks(n_jobs=2),
        "edited-nearest-neighbours": lambda: EditedNearestNeighbours(n_jobs=2),
        "repeated-edited-nearest-neighbours": lambda: RepeatedEditedNearestNeighbours(n_jobs=2),
        "all-knn": lambda: AllKNN(n_jobs=2),
        "neighbourhood-cleaning-rule": lambda: NeighbourhoodCleaningRule(n_jobs=2),
        "near-miss": lambda: NearMiss(version=2, n_jobs=2),
        "one-sided-selection": lambda: OneSidedSelection(random_state=0, n_jobs=2),
        "condensed-nearest-neighbour": lambda: CondensedNearestNeighbour(random_state=0),
    }


def run(folder, method, rounds):
    shape = json.loads((folder / "shape.json").read_text())
    x = np.fromfile(folder / "values.f64").reshape(shape["rows"], shape["columns"])
    y = np.fromfile(folder / "labels.i32", dtype=np.int32)
    wall, processor = [], []
    for _ in range(rounds):
        sampler = samplers()[method]()
        start, used = time.perf_counter(), time.process_time()
        kept, _ = sampler.fit_resample(x, y)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    # The repeated method reports wrong positions when its last round removes nothing; the first column tells rows apart.
    place = {value: i for i, value in enumerate(x[:, 0])}
    assert len(place) == len(x)
    np.sort(np.array([place[value] for value in kept[:, 0]], dtype=np.int32)).tofile(folder / f"{method}.i32")
    print(json.dumps({"wall": wall, "processor": processor}))


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    if sys.argv[1] == "make":
        make(folder, int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
    else:
        run(folder, sys.argv[3], int(sys.argv[4]))
