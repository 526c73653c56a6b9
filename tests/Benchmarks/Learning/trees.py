from peer import peer, serve


@peer
def boosting(points, labels, method):
    import xgboost
    def run():
        data = xgboost.DMatrix(points, label=labels[:, 0], nthread=2)
        xgboost.train(dict(objective="multi:softprob", num_class=5, tree_method=method, max_depth=6, eta=0.1, nthread=2), data, 100)
    return run


@peer
def forest(points, labels):
    from sklearn.ensemble import RandomForestClassifier
    return lambda: RandomForestClassifier(100, max_depth=10, n_jobs=2, random_state=1).fit(points, labels[:, 0])


serve()
