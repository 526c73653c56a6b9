"""scikit-learn's answers: one-class SVMs, neighbours, folds and scores. Reads and writes JSON."""
import json
import sys

import numpy as np
from sklearn import metrics
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import OneClassSVM

question = json.load(sys.stdin)
points = np.array(question["points"])
queries = np.array(question["queries"])
labels = np.array(question["labels"])
answer = {"svm": [], "knn": [], "folds": []}

for own in question["svm"]:
    weights = np.array(own["weights"]) if own["weights"] else None
    model = OneClassSVM(
        nu=own["nu"], kernel=own["kernel"], gamma=own["gamma"], degree=2, coef0=0.5, tol=1e-7).fit(points, sample_weight=weights)
    answer["svm"].append({
        "rho": float(model.offset_[0]),
        "decisions": model.decision_function(queries).tolist(),
        "scores": model.score_samples(queries).tolist(),
    })

for own in question["knn"]:
    model = KNeighborsClassifier(own["k"], weights=own["weights"], metric=own["metric"]).fit(points, labels)
    answer["knn"].append({"probabilities": model.predict_proba(queries).tolist(), "labels": model.predict(queries).tolist()})

for count in question["folds"]:
    answer["folds"].append([test.tolist() for _, test in StratifiedKFold(count).split(points, labels)])

expected, predicted = np.array(question["expected"]), np.array(question["predicted"])
answer["scores"] = {
    "accuracy": metrics.accuracy_score(expected, predicted),
    "macro_f1": metrics.f1_score(expected, predicted, average="macro"),
    "weighted_f1": metrics.f1_score(expected, predicted, average="weighted", zero_division=0),
    "balanced_accuracy": metrics.balanced_accuracy_score(expected, predicted),
    "kappa": metrics.cohen_kappa_score(expected, predicted),
    "log_loss": metrics.log_loss(labels, np.array(question["probabilities"])),
}
json.dump(answer, sys.stdout)
