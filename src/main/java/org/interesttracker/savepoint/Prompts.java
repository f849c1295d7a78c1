package org.interesttracker.savepoint;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Makes the terminal's side of a prompt: history in a file, and completion by the tab key. */
final class Prompts {

  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "JOIN",
          "LEFT JOIN",
          "USING",
          "DESC",
          "count(*)",
          "sum",
          "avg",
          "min",
          "max",
          "SHOW TABLES",
          "DESCRIBE",
          "quit");

  private Prompts() {}

  /** Of the terminal that the process has. */
  static Terminal terminal() throws IOException {
    return TerminalBuilder.builder().dumb(true).build();
  }

  /**
   * @param history where earlier questions are
   */
  static LineReader of(Terminal terminal, Path history, Database database) throws SQLException {
    List<String> words = new ArrayList<>(WORDS);
    words.addAll(database.names());
    return LineReaderBuilder.builder()
        .appName("interest-tracker inspect")
        .terminal(terminal)
        .completer(new StringsCompleter(words))
        .variable(LineReader.HISTORY_FILE, history)
        .build();
  }

  /** In the user's home. */
  static Path history() {
    return Path.of(System.getProperty("user.home"), ".interest-tracker-history");
  }
}
