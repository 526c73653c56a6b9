from peer import peer, serve


@peer
def fit_svm(points, nu, tolerance):
    from sklearn.svm import OneClassSVM
    return lambda: OneClassSVM(nu=float(nu), gamma="scale", tol=float(tolerance)).fit(points)


@peer
def decide_svm(points, nu):
    from sklearn.svm import OneClassSVM
    model = OneClassSVM(nu=float(nu), gamma="scale").fit(points)
    return lambda: model.decision_function(points)


@peer
def predict_knn(points, queries, labels):
    from sklearn.neighbors import KNeighborsClassifier
    model = KNeighborsClassifier(5, n_jobs=2).fit(points, labels.ravel().astype(int))
    return lambda: model.predict(queries)


@peer
def grid_search(points, labels):
    from sklearn.model_selection import GridSearchCV
    from sklearn.neighbors import KNeighborsClassifier
    grid = {"n_neighbors": list(range(1, 30, 2)), "metric": ["euclidean", "manhattan"]}
    return lambda: GridSearchCV(KNeighborsClassifier(), grid, cv=5).fit(points, labels.ravel().astype(int))


serve()
