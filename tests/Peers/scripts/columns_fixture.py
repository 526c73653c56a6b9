"""Writes predictions.json: what scikit-learn and XGBoost say of the tables in a folder, their columns taken by name.

python3 columns_fixture.py FOLDER; the file in tests/fixtures/columns was made by it (scikit-learn 1.2.1, xgboost 1.7.4, pandas 1.5.3).
"""
import json
import os
import sys

import joblib
import pandas
import xgboost


def main(folder):
    def path(name):
        return os.path.join(folder, name)

    named = joblib.load(path("knn-named.pkl"))
    frame = pandas.read_csv(path("new-reordered.csv"))[list(named.feature_names_in_)]
    bundle = joblib.load(path("dict-pca3.pkl"))
    news = pandas.read_csv(path("news.csv"))
    booster = xgboost.Booster(model_file=path("multi.json"))
    points = pandas.read_csv(path("x.csv"))[booster.feature_names]
    predictions = {
        "knn": [str(label) for label in named.predict(frame)],
        "bundle": [str(label) for label in bundle["knn"].predict(bundle["pca"].transform(news.to_numpy()))],
        "boosting": booster.predict(xgboost.DMatrix(points)).astype(float).tolist(),
    }
    with open(path("predictions.json"), "w", encoding="utf-8") as file:
        json.dump(predictions, file)


main(sys.argv[1])
