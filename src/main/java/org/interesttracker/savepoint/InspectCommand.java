package org.interesttracker.savepoint;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.similarity.Channels;
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
      "Views: overview, users, user ID, interests, items, similar ITEM, blend. --sql asks anything"
          + " else of the tables that they are made of; 'SHOW TABLES' and 'DESCRIBE users' say what"
          + " there is.",
      ""
    })
public final class InspectCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "SAVEPOINT",
      description = "Its folder, as a path or a URI of any file system that Flink knows.")
  private String location;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VIEW",
      description = "What to show. Default: ${DEFAULT-VALUE}.")
  private String view = "overview";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "ID",
      description = "Of the user or the item that a view is about.")
  private String id;

  @Option(names = "--sql", paramLabel = "QUERY", description = "A question in DuckDB's SQL.")
  private String sql;

  @Option(names = "--where", paramLabel = "CONDITION", description = "Shows only such rows.")
  private String where;

  @Option(
      names = "--sort",
      paramLabel = "COLUMNS",
      description = "Shows rows in another order, such as 'events DESC'.")
  private String sort;

  @Option(names = "--limit", paramLabel = "N", description = "Shows so many rows at the most.")
  private Integer limit;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}. Default: table, or by the ending of --out.")
  private Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the rows to a file.")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's options, where it counted items in other channels than by default.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    if (!JobLauncher.isEmbedded()) {
      throw new UsageException(
          "inspect runs under java -jar interest-tracker.jar, not on a cluster");
    }
    Snapshot snapshot = Snapshot.open(location);
    try (Inspection inspection = Inspection.of(snapshot, channels())) {
      if (sql == null && view.equals(UserView.NAME)) {
        new UserView(inspection, required(id)).print(Console::print);
      } else {
        answer(inspection);
      }
      return 0;
    } catch (SQLException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private Channels channels() {
    return new PipelineSettings(
            config == null ? new Configuration() : new TrackerConfig().file(config).build())
        .similarity()
        .channels();
  }

  private void answer(Inspection inspection) throws Exception {
    Question question = question();
    inspection.prepare(question.sql());
    Format into = format();
    if (out != null) {
      inspection.database().write(question, into, out);
    } else {
      inspection.database().print(question, into, Console::print);
    }
  }

  private Question question() {
    if (sql != null) {
      return new Question(sql, List.of()).with(where, sort, limit);
    }
    View known = View.named(view);
    List<String> arguments = known.argument() == null ? List.of() : List.of(required(id));
    return new Question(known.sql(), arguments).with(where, sort, limit);
  }

  private String required(String argument) {
    if (argument == null) {
      throw new UsageException("The view %s needs the id that it is about".formatted(view));
    }
    return argument;
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    return out == null ? Format.TABLE : Format.ofFile(out);
  }
}
