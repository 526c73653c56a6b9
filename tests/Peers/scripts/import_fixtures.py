"""Writes small pickles of scikit-learn's and XGBoost's estimators and what they predict.

python3 import_fixtures.py FOLDER writes NAME.pkl files and predictions.json beside them; the files in tests/fixtures/import were made by it
(numpy 1.24.2, scikit-learn 1.2.1, xgboost 1.7.4, joblib 1.2.0). Data is made here, from a seed.
"""
import json
import os
import pickle
import sys

import joblib
import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import LabelEncoder, RobustScaler
from sklearn.svm import OneClassSVM
from xgboost import XGBClassifier


def data():
    random = np.random.RandomState(7)
    centers = np.array([[0.0, 0.0], [6.0, 1.0], [2.0, 7.0], [-4.0, 5.0]])
    codes = np.arange(120) % 4
    points = centers[codes] + random.normal(size=(120, 2)) * [1.0, 1.5]
    labels = np.array([-1, 1, 2, 3])[codes]
    queries = random.uniform(-8, 12, size=(40, 2))
    return points, labels, queries


def numbers(array):
    return np.asarray(array, dtype=float).tolist()


def main(folder):
    os.makedirs(folder, exist_ok=True)
    points, labels, queries = data()
    expected = {"queries": numbers(queries), "files": {}}

    def write(name, value, save, **results):
        save(value, os.path.join(folder, name + ".pkl"))
        expected["files"][name] = {key: numbers(result) if not isinstance(result, list) else result for key, result in results.items()}

    def plain(value, path):
        joblib.dump(value, path)

    def compressed(value, path):
        joblib.dump(value, path, compress=("zlib", 9))

    def zipped(value, path):
        joblib.dump(value, path, compress=("gzip", 9))

    def protocol(number):
        def save(value, path):
            with open(path, "wb") as file:
                pickle.dump(value, file, protocol=number)
        return save

    scaler = RobustScaler().fit(points)
    scaled = scaler.transform(points)
    scaled_queries = scaler.transform(queries)
    pca = PCA(n_components=2).fit(points)
    whitened = PCA(n_components=1, whiten=True).fit(points)
    write("scaler", scaler, plain, transformed=scaled_queries)
    write("pca", pca, plain, transformed=pca.transform(queries))
    write("pca_whitened_protocol_4", whitened, protocol(4), transformed=whitened.transform(queries))

    for kernel in ("rbf", "linear", "poly", "sigmoid"):
        svm = OneClassSVM(nu=0.1, kernel=kernel, gamma=0.3 if kernel == "poly" else "scale", coef0=0.5 if kernel in ("poly", "sigmoid") else 0.0).fit(scaled)
        write("svm_" + kernel, svm, plain, decisions=svm.decision_function(scaled_queries), scores=svm.score_samples(scaled_queries))

    knn = KNeighborsClassifier(5, weights="distance", metric="manhattan").fit(scaled, labels)
    write("knn", knn, compressed, probabilities=knn.predict_proba(scaled_queries), labels=[str(label) for label in knn.predict(scaled_queries)])
    search = GridSearchCV(
        KNeighborsClassifier(), {"n_neighbors": [1, 3, 5], "metric": ["euclidean", "manhattan"]}, cv=StratifiedKFold(3), scoring="accuracy"
    ).fit(scaled, labels)
    write("grid_search", search, plain, probabilities=search.predict_proba(scaled_queries), labels=[str(label) for label in search.predict(scaled_queries)])

    forest = RandomForestClassifier(5, max_depth=4, random_state=42).fit(scaled, labels)
    for number in range(6):
        write(
            "forest_protocol_%d" % number, forest, protocol(number),
            probabilities=forest.predict_proba(scaled_queries), labels=[str(label) for label in forest.predict(scaled_queries)])
    names = np.array(["noise", "one", "two", "three"], dtype=object)[np.arange(120) % 4]
    named = RandomForestClassifier(3, max_depth=3, random_state=1).fit(scaled, names)
    write("forest_named", named, zipped, probabilities=named.predict_proba(scaled_queries), labels=named.predict(scaled_queries).tolist())

    encoder = LabelEncoder().fit(labels)
    boosted = XGBClassifier(n_estimators=4, max_depth=2, subsample=0.8, random_state=42, n_jobs=1).fit(scaled, encoder.transform(labels))
    write("xgb", boosted, plain, probabilities=boosted.predict_proba(scaled_queries), labels=[str(label) for label in boosted.predict(scaled_queries)])
    two = XGBClassifier(n_estimators=3, max_depth=2, n_jobs=1).fit(scaled, (labels > 1).astype(int))
    write("xgb_two_classes", two, compressed, probabilities=two.predict_proba(scaled_queries), labels=[str(label) for label in two.predict(scaled_queries)])

    svm = OneClassSVM(nu=0.05, gamma="auto").fit(scaled)
    outlier = svm.predict(scaled_queries) == -1

    def judged(predicted):
        return ["-1" if out else str(label) for out, label in zip(outlier, predicted)]

    write(
        "bundle_xgb", {"model": boosted, "svm": svm, "scaler": scaler, "label_encoder": encoder, "features": ["UMAP_1", "UMAP_2"], "accuracy": 0.957}, plain,
        bundle=judged(encoder.inverse_transform(boosted.predict(scaled_queries))), probabilities=boosted.predict_proba(scaled_queries))
    write(
        "bundle_forest", (scaler, svm, forest), compressed,
        bundle=judged(forest.predict(scaled_queries)), probabilities=forest.predict_proba(scaled_queries))
    pipeline = Pipeline([("scaler", RobustScaler()), ("pca", PCA(2)), ("knn", KNeighborsClassifier(3))]).fit(points, labels)
    write("pipeline", pipeline, plain, bundle=[str(label) for label in pipeline.predict(queries)], probabilities=pipeline.predict_proba(queries))
    with open(os.path.join(folder, "predictions.json"), "w") as file:
        json.dump(expected, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../../fixtures/import"))
