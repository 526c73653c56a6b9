"""Trains or loads a model in the real XGBoost. JSON in, JSON out; null in X is a missing value."""
import base64
import json
import sys

import numpy as np
import xgboost as xgb

task = json.load(sys.stdin)


def table(rows):
    return np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=np.float32)


def told(booster, data):
    margin = booster.predict(data, output_margin=True)
    contributions = booster.predict(data, pred_contribs=True)
    return {
        "margin": margin.reshape(len(margin), -1).astype(float).tolist(),
        "predicted": booster.predict(data).reshape(len(margin), -1).astype(float).tolist(),
        "contributions": contributions.reshape(len(margin), -1).astype(float).tolist(),
        "importance": {
            kind: booster.get_score(importance_type=kind) for kind in ["weight", "gain", "cover", "total_gain", "total_cover"]
        },
    }


points = table(task["points"])
test = xgb.DMatrix(table(task["test"]))
if task["task"] == "train":
    train = xgb.DMatrix(points, label=np.array(task["labels"], dtype=np.float32), weight=task.get("weights"))
    extra = {}
    if "evaluation" in task:
        watched = xgb.DMatrix(table(task["evaluation"]["points"]), label=np.array(task["evaluation"]["labels"], dtype=np.float32))
        losses = {}
        extra = dict(evals=[(watched, "watched")], early_stopping_rounds=task["patience"], evals_result=losses, verbose_eval=False)
    booster = xgb.train({**task["parameters"], "nthread": 1}, train, task["rounds"], **extra)
    answer = told(booster, test)
    if extra:
        answer["best"] = booster.best_iteration
        answer["losses"] = next(iter(losses["watched"].values()))
    answer["json"] = base64.b64encode(bytes(booster.save_raw("json"))).decode()
    answer["ubj"] = base64.b64encode(bytes(booster.save_raw("ubj"))).decode()
    answer["handle"] = base64.b64encode(bytes(booster.__getstate__()["handle"])).decode()
else:
    booster = xgb.Booster()
    booster.load_model(bytearray(base64.b64decode(task["model"])))
    answer = told(booster, test)
    answer["json"] = base64.b64encode(bytes(booster.save_raw("json"))).decode()
json.dump(answer, sys.stdout)
