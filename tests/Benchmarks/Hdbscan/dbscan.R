source(file.path(Sys.getenv("NEUROPIL_HARNESS"), "peer.R"))
suppressMessages(library(dbscan))
serve(list(fit = function(points, size) {
  function() hdbscan(points, minPts = as.integer(size))
}))
