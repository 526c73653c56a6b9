# uwot as a peer: seeded, two threads; "fast" with fast_sgd, its fastest setting.
source(file.path(Sys.getenv("NEUROPIL_HARNESS"), "peer.R"))
serve(list(fit = function(points, fast) {
  function() {
    set.seed(42)
    uwot::umap(points, n_neighbors = 15, n_threads = 2, fast_sgd = fast == "yes", n_sgd_threads = if (fast == "yes") 2 else 0)
  }
}))
