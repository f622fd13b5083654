"""imbalanced-learn's side of bench/over-sampling.bench.mjs: makes inputs, and times one method at a time.

over_sampling_peer.py make FOLDER ROWS COLUMNS SHARE CARDINALITY
    CARDINALITY 0: numbers only; else as many category columns again, each of so many levels, skewed
over_sampling_peer.py run FOLDER METHOD ROUNDS
    prints JSON: seconds per round, rows afterwards, peak memory; writes the made rows (as far as they are numbers)
"""

import json
import resource
import sys
import time
import warnings
from pathlib import Path

import numpy as np
from resampling_peer import make as make_numbers

warnings.simplefilter("ignore")


def make(folder, rows, columns, share, cardinality):
    make_numbers(folder, rows, columns, share)
    labels = np.fromfile(folder / "labels.i32", dtype=np.int32)
    rng = np.random.default_rng(7)
    codes = np.zeros((columns if cardinality else 0, rows), dtype=np.int32)
    for column in codes:
        column[:] = np.floor(rng.random(rows) ** (2 - labels) * cardinality)
    codes.tofile(folder / "codes.i32")
    shape = {"rows": rows, "columns": columns, "cardinality": cardinality, "categories": len(codes)}
    (folder / "shape.json").write_text(json.dumps(shape))


def samplers(columns, categories):
    from imblearn import over_sampling as peer

    nominal = list(range(columns, columns + categories))
    return {
        "random-over": lambda: peer.RandomOverSampler(random_state=0),
        "random-over, smoothed": lambda: peer.RandomOverSampler(random_state=0, shrinkage=1.0),
        "smote": lambda: peer.SMOTE(random_state=0),
        "borderline-smote 1": lambda: peer.BorderlineSMOTE(random_state=0),
        "borderline-smote 2": lambda: peer.BorderlineSMOTE(random_state=0, kind="borderline-2"),
        "adasyn": lambda: peer.ADASYN(random_state=0),
        "svm-smote": lambda: peer.SVMSMOTE(random_state=0),
        "kmeans-smote": lambda: peer.KMeansSMOTE(random_state=0, cluster_balance_threshold=0.001),
        "smote-nc": lambda: peer.SMOTENC(categorical_features=nominal, random_state=0),
        "smote-n": lambda: peer.SMOTEN(random_state=0),
    }


def run(folder, method, rounds):
    shape = json.loads((folder / "shape.json").read_text())
    x = np.fromfile(folder / "values.f64").reshape(shape["rows"], shape["columns"])
    y = np.fromfile(folder / "labels.i32", dtype=np.int32)
    codes = np.fromfile(folder / "codes.i32", dtype=np.int32).reshape(shape["categories"], shape["rows"]).T
    if method == "smote-nc":
        x = np.hstack([x, codes])
    elif method == "smote-n":
        x = codes
    make_sampler = samplers(shape["columns"], shape["categories"])[method]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, processor = [], []
    for _ in range(rounds):
        sampler = make_sampler()
        start, used = time.perf_counter(), time.process_time()
        made, labels = sampler.fit_resample(x, y)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    width = 0 if method == "smote-n" else shape["columns"]
    np.ascontiguousarray(made[len(x) :, :width], dtype=np.float64).tofile(folder / "made.f64")
    print(json.dumps({"wall": wall, "processor": processor, "rows": len(labels), "peak": peak}))


if __name__ == "__main__":
    verb, folder, *rest = sys.argv[1:]
    if verb == "make":
        rows, columns, share, cardinality = rest
        make(Path(folder), int(rows), int(columns), float(share), int(cardinality))
    else:
        run(Path(folder), rest[0], int(rest[1]))
