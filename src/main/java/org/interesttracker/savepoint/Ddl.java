package org.interesttracker.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.interesttracker.cli.UsageException;

/**
 * The statements by which plain Flink SQL reads a snapshot: tables by the connector {@code
 * savepoint} of the State Processor API, one an operator with a column a state, and views that have
 * the names and columns of the tables of {@code inspect}. The connector reads keyed state only.
 */
final class Ddl {

  private Ddl() {}

  /**
   * Of one snapshot.
   *
   * @throws UsageException if its state is in the form of the heap, of which the connector makes no
   *     rows: it hands values over as they are there
   */
  static String of(Snapshot snapshot) throws IOException {
    if (snapshot.isOfHeap()) {
      throw new UsageException(
          "%s is in the native form of the state backend hashmap, which Flink SQL cannot read;"
                  .formatted(snapshot.location())
              + " a canonical savepoint it can, of any backend");
    }
    try (InputStream in = Ddl.class.getResourceAsStream("/savepoint/flink.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${path}", snapshot.location().replace("'", "''"))
          .replace("${types}", StateRowTypes.class.getName());
    }
  }
}
