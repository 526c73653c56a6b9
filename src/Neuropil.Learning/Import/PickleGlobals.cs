using System.Collections.Frozen;

namespace Neuropil.Learning;

/// <summary>Every name that a pickle may refer to. Whatever is not here is refused.</summary>
internal static class PickleGlobals
{
    private static readonly FrozenDictionary<(string Module, string Name), PickleGlobal> Known = All().ToFrozenDictionary(global => (global.Module, global.Name));

    /// <summary>The name, if it is allowed.</summary>
    public static PickleGlobal? Find(string module, string name) => Known.GetValueOrDefault((module, name));

    private static IEnumerable<PickleGlobal> All()
    {
        foreach (string core in (string[])["numpy.core", "numpy._core"])
        {
            yield return new(core + ".multiarray", "_reconstruct", PickleGlobalKind.ArrayConstructor);
            yield return new(core + ".multiarray", "scalar", PickleGlobalKind.ArrayScalar);
            yield return new(core + ".numeric", "_frombuffer", PickleGlobalKind.ArrayFromBytes);
        }

        yield return new("numpy", "ndarray", PickleGlobalKind.Inert);
        yield return new("numpy", "dtype", PickleGlobalKind.ArrayType);
        foreach (string type in (string[])["float64", "float32", "int64", "int32", "bool_", "str_"])
        {
            yield return new("numpy", type, PickleGlobalKind.Inert);
        }

        // A grid search's table of results holds masked arrays; they are kept unread.
        foreach (string masked in (string[])["numpy.ma.core", "numpy.ma"])
        {
            yield return new(masked, "_mareconstruct", PickleGlobalKind.EmptyInstance);
            yield return new(masked, "MaskedArray", PickleGlobalKind.Class);
        }

        yield return new("joblib.numpy_pickle", "NumpyArrayWrapper", PickleGlobalKind.ArrayWrapper);
        foreach (string builtins in (string[])["builtins", "__builtin__"])
        {
            yield return new(builtins, "object", PickleGlobalKind.Inert);
            yield return new(builtins, "bytes", PickleGlobalKind.Bytes);
            yield return new(builtins, "bytearray", PickleGlobalKind.Bytes);
            yield return new(builtins, "set", PickleGlobalKind.Set);
            yield return new(builtins, "frozenset", PickleGlobalKind.Set);
        }

        yield return new("_codecs", "encode", PickleGlobalKind.EncodedText);
        yield return new("copyreg", "_reconstructor", PickleGlobalKind.Reconstructor);
        yield return new("copy_reg", "_reconstructor", PickleGlobalKind.Reconstructor);
        yield return new("collections", "OrderedDict", PickleGlobalKind.Dictionary);

        yield return new("sklearn.preprocessing._data", "RobustScaler", PickleGlobalKind.Class);
        yield return new("sklearn.preprocessing._label", "LabelEncoder", PickleGlobalKind.Class);
        yield return new("sklearn.decomposition._pca", "PCA", PickleGlobalKind.Class);
        yield return new("sklearn.svm._classes", "OneClassSVM", PickleGlobalKind.Class);
        yield return new("sklearn.neighbors._classification", "KNeighborsClassifier", PickleGlobalKind.Class);
        yield return new("sklearn.ensemble._forest", "RandomForestClassifier", PickleGlobalKind.Class);
        yield return new("sklearn.tree._classes", "DecisionTreeClassifier", PickleGlobalKind.Class);
        yield return new("sklearn.tree._tree", "Tree", PickleGlobalKind.Class);
        yield return new("sklearn.pipeline", "Pipeline", PickleGlobalKind.Class);
        yield return new("sklearn.model_selection._search", "GridSearchCV", PickleGlobalKind.Class);
        yield return new("xgboost.sklearn", "XGBClassifier", PickleGlobalKind.Class);
        yield return new("xgboost.core", "Booster", PickleGlobalKind.Class);

        // What those hold besides, and prediction here does not need.
        foreach (string tree in (string[])["KDTree", "BallTree"])
        {
            foreach (string suffix in (string[])["", "64", "32"])
            {
                yield return new(tree == "KDTree" ? "sklearn.neighbors._kd_tree" : "sklearn.neighbors._ball_tree", tree + suffix, PickleGlobalKind.Class);
            }
        }

        yield return new("sklearn.neighbors._kd_tree", "newObj", PickleGlobalKind.EmptyInstance);
        yield return new("sklearn.neighbors._ball_tree", "newObj", PickleGlobalKind.EmptyInstance);
        yield return new("sklearn.metrics._dist_metrics", "newObj", PickleGlobalKind.EmptyInstance);
        foreach (string distance in (string[])["Euclidean", "Manhattan", "Chebyshev", "Minkowski"])
        {
            foreach (string suffix in (string[])["", "64", "32"])
            {
                yield return new("sklearn.metrics._dist_metrics", $"{distance}Distance{suffix}", PickleGlobalKind.Class);
            }
        }

        yield return new("sklearn.model_selection._split", "StratifiedKFold", PickleGlobalKind.Class);
        yield return new("sklearn.model_selection._split", "KFold", PickleGlobalKind.Class);
        foreach (string scorer in (string[])["_passthrough_scorer", "_PassthroughScorer"])
        {
            yield return new("sklearn.metrics._scorer", scorer, scorer == "_PassthroughScorer" ? PickleGlobalKind.Class : PickleGlobalKind.Inert);
        }

        foreach (string scorer in (string[])["_PredictScorer", "_ProbaScorer", "_Scorer"])
        {
            yield return new("sklearn.metrics._scorer", scorer, PickleGlobalKind.Class);
        }

        foreach (string score in (string[])["accuracy_score", "balanced_accuracy_score", "f1_score", "log_loss"])
        {
            yield return new("sklearn.metrics._classification", score, PickleGlobalKind.Inert);
        }
    }
}
