"""scikit-learn's side of bench/metrics.bench.mjs: `make` writes labels and scores, `run` times the two calls on them.

python metrics_peer.py make FOLDER ROWS SHARE | run FOLDER ROUNDS
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import sklearn
from sklearn.metrics import average_precision_score, roc_auc_score


def make(folder, rows, share):
    random = np.random.default_rng(1)
    labels = (random.random(rows) < share).astype(np.uint8)
    logits = random.logistic(size=rows) + 1.5 * labels + np.log(share / (1 - share))
    labels.tofile(folder / "labels.u8")
    (1 / (1 + np.exp(-logits))).tofile(folder / "scores.f64")


def run(folder, rounds):
    labels = np.fromfile(folder / "labels.u8", dtype=np.uint8)
    scores = np.fromfile(folder / "scores.f64")
    wall, processor = [], []
    for _ in range(rounds):
        start, used = time.perf_counter(), time.process_time()
        auc = roc_auc_score(labels, scores)
        ap = average_precision_score(labels, scores)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
    print(json.dumps({"auc": auc, "ap": ap, "wall": wall, "processor": processor, "versions": versions}))


if __name__ == "__main__":
    verb, folder, *rest = sys.argv[1:]
    if verb == "make":
        make(Path(folder), int(rest[0]), float(rest[1]))
    else:
        run(Path(folder), int(rest[0]))
