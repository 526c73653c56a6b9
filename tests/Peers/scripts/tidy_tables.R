# Reads a CSV without options and tells its rows, columns and kinds.
table <- read.csv(readLines(file("stdin"), warn = FALSE))
cat(nrow(table), "\n", sep = "")
for (name in names(table)) {
    column <- table[[name]]
    cat(name, " ", if (is.numeric(column) && any(!is.na(column))) "number" else "text", "\n", sep = "")
}
