from peer import peer, serve


@peer
def brute(points):
    from sklearn.neighbors import NearestNeighbors
    return lambda: NearestNeighbors(n_neighbors=15, algorithm="brute", n_jobs=2).fit(points).kneighbors(points)


serve()
