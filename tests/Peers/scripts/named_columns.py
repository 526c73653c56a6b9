"""What the real libraries do with named columns. JSON in, JSON out; the files go into the folder that is the argument.

{"task": "xgboost", "model": base64, "points": ..., "names": [...]}: loads a model and predicts a data frame of those names.
{"task": "sklearn", "points": ..., "labels": ..., "new": ...}: fits estimators and bundles on data frames, dumps them and predicts frames in order.
"""
import base64
import json
import sys

import joblib
import numpy as np
import pandas
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import RobustScaler
from sklearn.svm import OneClassSVM

NAMES = ["width", "height", "depth"]


def boosting(task):
    import xgboost

    booster = xgboost.Booster()
    booster.load_model(bytearray(base64.b64decode(task["model"])))
    answer = {"names": booster.feature_names, "saved": base64.b64encode(bytes(booster.save_raw(task["form"]))).decode()}
    try:
        frame = pandas.DataFrame(task["points"], columns=task["names"], dtype=np.float32)
        answer["predicted"] = booster.predict(xgboost.DMatrix(frame)).astype(float).tolist()
    except ValueError as error:
        answer["error"] = str(error)
    return answer


def scikit(task, folder):
    frame = pandas.DataFrame(task["points"], columns=NAMES)
    labels = np.array(task["labels"])
    new = pandas.DataFrame(task["new"], columns=NAMES)
    scaler = RobustScaler().fit(frame)
    scaled = scaler.transform(frame)
    components = PCA(2).fit(scaled)
    outer = PCA(2).fit(frame)
    places = components.transform(scaled)
    bundles = {
        "knn": KNeighborsClassifier(3).fit(frame, labels),
        "forest": RandomForestClassifier(7, random_state=1).fit(frame, labels),
        "svm": OneClassSVM(nu=0.2).fit(frame),
        "search": GridSearchCV(KNeighborsClassifier(), {"n_neighbors": [1, 5]}, cv=3).fit(frame, labels),
        "pipeline": Pipeline([("scale", RobustScaler()), ("pca", PCA(2)), ("knn", KNeighborsClassifier())]).fit(frame, labels),
        "svm_pipeline": Pipeline([("scale", RobustScaler()), ("svm", OneClassSVM(nu=0.2))]).fit(frame),
        "scaler_pca_knn": {"scaler": scaler, "pca": components, "knn": KNeighborsClassifier().fit(places, labels)},
        "scaler_pca_svm_knn": {
            "knn": KNeighborsClassifier().fit(places, labels), "svm": OneClassSVM(nu=0.2).fit(places), "pca": components, "scaler": scaler,
        },
        "pca_for_a_plot": {"scaler": scaler, "plot": components, "knn": KNeighborsClassifier().fit(scaled, labels)},
        "pca_for_one": {"pca": outer, "svm": OneClassSVM(nu=0.2).fit(frame), "knn": KNeighborsClassifier().fit(outer.transform(frame), labels)},
    }
    scaled_new = scaler.transform(new)
    places_new = components.transform(scaled_new)
    answer = {name: [str(label) for label in bundle.predict(new)] for name, bundle in bundles.items() if not isinstance(bundle, dict)}
    answer["scaler_pca_knn"] = told(bundles["scaler_pca_knn"]["knn"], places_new)
    both = bundles["scaler_pca_svm_knn"]
    answer["scaler_pca_svm_knn"] = rejected(both["svm"].predict(places_new), told(both["knn"], places_new))
    answer["pca_for_a_plot"] = told(bundles["pca_for_a_plot"]["knn"], scaled_new)
    one = bundles["pca_for_one"]
    answer["pca_for_one"] = rejected(one["svm"].predict(new), told(one["knn"], outer.transform(new)))
    for name, bundle in bundles.items():
        joblib.dump(bundle, f"{folder}/{name}.pkl")
    return answer


def told(model, points):
    return [str(label) for label in model.predict(points)]


def rejected(inside, labels):
    return [label if side > 0 else "-1" for side, label in zip(inside, labels)]


request = json.load(sys.stdin)
json.dump(boosting(request) if request["task"] == "xgboost" else scikit(request, sys.argv[1]), sys.stdout)
