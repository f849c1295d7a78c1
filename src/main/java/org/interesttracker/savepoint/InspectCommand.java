package org.interesttracker.savepoint;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.interesttracker.cli.Console;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions about a savepoint, without a cluster and without the source. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Answers questions about a savepoint or a retained checkpoint of the job.",
      "",
      "Views: overview, users, user ID, interests, items, similar ITEM, blend. With --sql any"
          + " question over the tables that they are made of; 'SHOW TABLES' and 'DESCRIBE users'"
          + " say what there is.",
      ""
    })
public final class InspectCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SAVEPOINT", description = "Its folder: a path or a URI.")
  private String location;

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "VIEW",
      description = "What to show. Default: overview.")
  private List<String> view = List.of("overview");

  @Option(names = "--sql", paramLabel = "QUERY", description = "A question in SQL (DuckDB's).")
  private String sql;

  @Option(names = "--where", paramLabel = "CONDITION", description = "Only such rows, in SQL.")
  private String where;

  @Option(names = "--sort", paramLabel = "COLUMNS", description = "Another order, in SQL.")
  private String sort;

  @Option(names = "--limit", paramLabel = "N", description = "At the most so many rows.")
  private Integer limit;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}. Default: table, or by the name of --out.")
  private Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the rows.")
  private Path out;

  @Option(
      names = "--heap",
      description = "The checkpoint was written by the heap state backend, not by RocksDB.")
  private boolean heap;

  @Override
  public Integer call() throws Exception {
    Snapshot snapshot = Snapshot.open(location);
    StateBackend backend = heap ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend(true);
    try (Inspection inspection =
        Inspection.of(snapshot, backend, new Channels(CountChannel.defaults()))) {
      String query = query();
      inspection.prepare(query);
      inspection.database().print(query, Console::print);
    }
    return 0;
  }

  private String query() {
    return sql != null ? sql : View.named(view.get(0)).sql();
  }
}
