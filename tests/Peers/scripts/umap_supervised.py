"""umap-learn's supervised fit: reads points, target and options as JSON, writes the graph and the places."""
import json
import sys
import warnings

import numpy

warnings.filterwarnings("ignore")
import umap  # noqa: E402

given = json.load(sys.stdin)
points = numpy.array(given["points"])
target = numpy.array(given["target"])
model = umap.UMAP(
    n_neighbors=given["neighbors"],
    random_state=42,
    n_epochs=given["epochs"],
    target_metric="categorical" if given["categorical"] else "euclidean",
    target_weight=given["weight"],
    **({"metric": "precomputed"} if given.get("precomputed") else {}),
)
model.fit(points, target if len(target) else None)
graph = model.graph_.tocoo()
json.dump(
    {
        "rows": graph.row.tolist(),
        "columns": graph.col.tolist(),
        "weights": graph.data.astype(float).tolist(),
        "embedding": model.embedding_.astype(float).ravel().tolist(),
    },
    sys.stdout,
)
