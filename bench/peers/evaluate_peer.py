"""File to numbers with pandas or polars and scikit-learn: python evaluate_peer.py pandas|polars <file>. Prints one JSON line.

Measured with pandas 3.1.1, polars 2.1.0 and scikit-learn 1.9.1. `seconds` leaves starting Python and importing out.
"""
import json
import sys
import time

reader, path = sys.argv[1:]
if reader == "pandas":
    import pandas
else:
    import polars
from sklearn.metrics import average_precision_score, roc_auc_score

start = time.perf_counter()
if reader == "pandas":
    table = pandas.read_csv(path, usecols=["label", "score"])
else:
    table = polars.read_csv(path, columns=["label", "score"])
label, score = table["label"].to_numpy(), table["score"].to_numpy()
read = time.perf_counter()
answer = {
    "rocAuc": float(roc_auc_score(label, score)),
    "averagePrecision": float(average_precision_score(label, score)),
}
end = time.perf_counter()
print(json.dumps({**answer, "seconds": end - start, "readSeconds": read - start}))
