"""Serves functions to the benchmarks. A script beside it:

    from peer import peer, serve

    @peer
    def fit(points, seed):          # points: numpy array; other arguments come as text
        import umap                 # imports and compilation happen in the warm-up call
        model = umap.UMAP(random_state=int(seed))
        return lambda: model.fit(points)    # a returned function is what is timed; else the whole call is

    serve()
"""
import sys
import time

FUNCTIONS = {}
PACKAGES = {"umap": "umap-learn", "sklearn": "python3-sklearn", "xgboost": "python3-xgboost", "numpy": "python3-numpy", "scipy": "python3-scipy", "pandas": "python3-pandas"}


def peer(function):
    FUNCTIONS[function.__name__] = function
    return function


def serve():
    answers = sys.stdout
    sys.stdout = sys.stderr
    tables = {}

    def answer(text):
        print(text, file=answers, flush=True)

    answer("ready")
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "data":
                import numpy
                tables[words[1]] = numpy.fromfile(words[4], dtype="<f8").reshape(int(words[2]), int(words[3]))
                answer("ok")
            else:
                arguments = dict(word.split("=", 1) for word in words[2:])
                arguments = {k: tables[v[1:]] if v.startswith("@") else v for k, v in arguments.items()}
                start = time.perf_counter()
                result = FUNCTIONS[words[1]](**arguments)
                if callable(result):
                    start = time.perf_counter()
                    result()
                answer("ok %r" % (time.perf_counter() - start))
        except ModuleNotFoundError as missing:
            name = str(missing.name).split(".")[0]
            answer("error %s is missing: apt-get install %s" % (name, PACKAGES.get(name, name)))
        except Exception as failure:
            answer("error %s: %s" % (type(failure).__name__, str(failure).replace("\n", " ")))
