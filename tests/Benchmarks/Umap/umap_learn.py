"""umap-learn as a peer: seeded with 42, as users who want the same picture twice run it."""
import warnings

from peer import peer, serve

warnings.filterwarnings("ignore")
MODELS = {}


def compile_all(umap, points):
    """Compiles every function on a few rows of the same kind, so that no compile time is counted."""
    small = points[: min(len(points), 300)]
    umap.UMAP(random_state=42, n_epochs=5).fit(small).transform(small[:50])


@peer
def fit(points):
    import umap

    compile_all(umap, points)
    return lambda: umap.UMAP(random_state=42).fit(points)


@peer
def transform(training, fresh):
    import umap

    if "model" not in MODELS:
        MODELS["model"] = umap.UMAP(random_state=42).fit(training)
        MODELS["model"].transform(fresh[:100])
    return lambda: MODELS["model"].transform(fresh)


serve()
