package org.interesttracker.savepoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.ConfigArguments;
import org.interesttracker.job.JobLauncher;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.privacy.LocalKeys;
import org.interesttracker.privacy.Pseudonyms;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Views: overview, keys, users, user ID, why ID, consents, interests, items, similar ITEM,"
          + " blend, quality, budget, diff SAVEPOINT; as rows also operators, states, budget-charges,"
          + " diff-counts, diff-users, diff-topics and diff-lists. --sql asks anything else of the"
          + " tables that they are made of; docs/INSPECT.md describes them.",
      ""
    })
public final class InspectCommand implements Callable<Integer> {

  private static final String PROMPT = "";
  private static final String OVERVIEW = "overview";

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
  private String view = OVERVIEW;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "ID",
      description =
          "Of the user or the item that a view is about, or the savepoint to compare with.")
  private String id;

  @Option(
      names = "--sql",
      arity = "0..1",
      fallbackValue = PROMPT,
      paramLabel = "QUERY",
      description = "A question in DuckDB's SQL; without one, a prompt that takes several.")
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
      names = "--report",
      paramLabel = "FILE",
      description = "Writes a page to look at all of it with, which a browser opens: FILE.html.")
  private Path report;

  @Option(
      names = "--keys",
      paramLabel = "KEYS",
      description =
          "Where users go by pseudonyms: file:/PATH or env:NAME with the keys, so that ID may be the"
              + " id that comes in events.")
  private String keys;

  @Option(
      names = "--ddl",
      description =
          "Prints the statements by which plain Flink SQL reads the savepoint, and reads nothing.")
  private boolean ddl;

  @Mixin private ConfigArguments options = new ConfigArguments();

  @Override
  public Integer call() throws Exception {
    if (!JobLauncher.isEmbedded()) {
      throw new UsageException(
          "inspect runs under java -jar interest-tracker.jar, not on a cluster");
    }
    checkQuestion();
    Snapshot snapshot = Snapshot.open(location);
    if (ddl) {
      printDdl(Ddl.of(snapshot).strip());
      return 0;
    }
    try (Database database = Database.open()) {
      Page page = sql == null && report == null ? page() : null;
      if (report != null) {
        new Report(snapshot, database, settings()).write(report);
      } else if (page != null) {
        show(page, snapshot, database);
      } else if (PROMPT.equals(sql)) {
        prompt(snapshot, database);
      } else {
        answer(snapshot, database);
      }
      return 0;
    } catch (SQLException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** What would be passed over is refused, for another answer would be taken for that to it. */
  private void checkQuestion() {
    if (sql != null && !view.equals(OVERVIEW)) {
      throw new UsageException("--sql is a question of its own; leave out the view " + view);
    }
    if (report != null && !report.toString().endsWith(".html")) {
      throw new UsageException("--report writes a page, FILE.html, not " + report);
    }
    if (id != null && !takesId()) {
      throw new UsageException(
          "The view %s is about all of them; leave out %s, or choose rows by --where"
              .formatted(view, id));
    }
  }

  private boolean takesId() {
    Page page = Page.named(view);
    return page == null
        ? View.named(view).argument() != null
        : page == Page.USER || page == Page.DIFF;
  }

  private void printDdl(String statements) throws IOException {
    if (out == null) {
      Console.print(statements);
    } else {
      Files.writeString(out, statements + '\n');
    }
  }

  private void prompt(Snapshot snapshot, Database database) throws Exception {
    Console.print("A question ends with a semicolon; the tab key completes; quit ends.");
    try (Terminal terminal = Prompts.terminal()) {
      new SqlPrompt(
              new Inspection(snapshot, database, settings()),
              database,
              Prompts.of(terminal, Prompts.history(), database),
              Console::print)
          .run();
    }
  }

  /** The page that is asked for; null where it is rows. */
  private Page page() {
    boolean chooses = where != null || sort != null || limit != null;
    boolean asksForRows = chooses || out != null || format != null && format != Format.TABLE;
    Page page = Page.named(view);
    if (page == null || !asksForRows) {
      return page;
    }
    if (!View.isNamed(view)) {
      throw new UsageException(
          "The view %s is a page of several answers, to be read: --where, --sort, --limit, --format"
                  .formatted(view)
              + " and --out are for one of them; ask for "
              + page.rows());
    }
    return null;
  }

  private PipelineSettings settings() {
    try {
      return options.settings();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private void show(Page page, Snapshot snapshot, Database database) throws Exception {
    if (page == Page.DIFF) {
      compare(snapshot, database, page.sql());
      page.print(database, null, Console::print);
    } else if (page == Page.USER) {
      Inspection inspection = new Inspection(snapshot, database, settings());
      page.print(database, found(inspection, database, page.sql()), Console::print);
    } else {
      new Inspection(snapshot, database, settings()).prepare(page.sql());
      page.print(database, null, Console::print);
    }
  }

  /** Reads what is kept of the user, and tells by what id. */
  private String found(Inspection inspection, Database database, String questions)
      throws SQLException {
    for (String user : ids()) {
      inspection.prepare(questions, user);
      if (!database.isEmpty("users")) {
        return user;
      }
    }
    throw new UsageException(
        "Nothing is kept of a user '%s'%s"
            .formatted(
                required("ID"),
                keys == null ? "" : " by the pseudonyms that the keys of --keys make of it"));
  }

  /** By what the user may be known. */
  private List<String> ids() {
    String given = required("ID");
    return keys == null ? List.of(given) : new Pseudonyms(LocalKeys.read("--keys", keys)).of(given);
  }

  private void compare(Snapshot snapshot, Database database, String questions) throws Exception {
    Snapshot other = Snapshot.open(required("SAVEPOINT"));
    new Inspection(snapshot, database.schema("before"), settings()).prepare(questions);
    new Inspection(other, database.schema("after"), settings()).prepare(questions);
  }

  private void answer(Snapshot snapshot, Database database) throws Exception {
    Question question = question();
    Format into = format();
    if (sql == null && View.named(view).compares()) {
      compare(snapshot, database, question.sql());
    } else {
      new Inspection(snapshot, database, settings()).prepare(question.sql());
    }
    if (out != null) {
      database.write(question, into, out);
    } else {
      database.print(question, into, Console::print);
    }
  }

  private Question question() {
    if (sql != null) {
      return new Question(withoutSemicolon(sql), List.of()).with(where, sort, limit);
    }
    View known = View.named(view);
    boolean asks = known.sql().indexOf('?') >= 0;
    return new Question(known.sql(), asks ? List.of(required(known.argument())) : List.of())
        .with(where, sort, limit);
  }

  /** As the prompt and other clients end a question. */
  private static String withoutSemicolon(String question) {
    String stripped = question.strip();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  private String required(String argument) {
    if (id == null) {
      throw new UsageException("The view %s needs %s".formatted(view, argument));
    }
    return id;
  }

  private Format format() {
    if (format != null) {
      return format;
    }
    return out == null ? Format.TABLE : Format.ofFile(out);
  }
}
