# Serves functions to the benchmarks. A script beside it:
#
#   source(file.path(Sys.getenv("NEUROPIL_HARNESS"), "peer.R"))
#   serve(list(fit = function(points, neighbors) {      # points: matrix; other arguments come as text
#     function() uwot::umap(points, n_neighbors = as.integer(neighbors))   # a returned function is what is timed
#   }))
serve <- function(functions) {
  tables <- list()
  answer <- function(text) { cat(text, "\n", sep = ""); flush(stdout()) }
  answer("ready")
  input <- file("stdin", "r")
  while (length(line <- readLines(input, n = 1)) > 0) {
    words <- strsplit(line, " ")[[1]]
    tryCatch({
      if (words[1] == "data") {
        rows <- as.integer(words[3]); columns <- as.integer(words[4])
        tables[[words[2]]] <- matrix(readBin(words[5], "double", rows * columns, endian = "little"), nrow = rows, byrow = TRUE)
        answer("ok")
      } else {
        arguments <- list()
        for (word in words[-(1:2)]) {
          at <- regexpr("=", word)
          value <- substring(word, at + 1)
          arguments[[substring(word, 1, at - 1)]] <- if (startsWith(value, "@")) tables[[substring(value, 2)]] else value
        }
        start <- proc.time()[["elapsed"]]
        result <- do.call(functions[[words[2]]], arguments)
        if (is.function(result)) {
          start <- as.numeric(Sys.time())
          invisible(result())
          answer(sprintf("ok %.6f", as.numeric(Sys.time()) - start))
        } else {
          answer(sprintf("ok %.6f", proc.time()[["elapsed"]] - start))
        }
      }
    }, error = function(failure) answer(paste0("error ", gsub("\n", " ", conditionMessage(failure)), " (packages: apt-get install r-cran-uwot r-cran-dbscan)")))
  }
}
