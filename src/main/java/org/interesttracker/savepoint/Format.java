package org.interesttracker.savepoint;

/** In what form rows are written. */
enum Format {
  /** Aligned text, to be read. */
  TABLE(null),
  CSV("FORMAT csv, HEADER"),
  JSONL("FORMAT json"),
  PARQUET("FORMAT parquet");

  private final String copyOptions;

  Format(String copyOptions) {
    this.copyOptions = copyOptions;
  }

  /** What DuckDB's COPY is told; null for a table, which it does not write. */
  String copyOptions() {
    return copyOptions;
  }
}
