package org.interesttracker.savepoint;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.interesttracker.cli.UsageException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/**
 * Answers questions one after the other. A question ends with a semicolon and may have several
 * lines; {@code quit;} or the end of the input ends all. What a question needs is read when it is
 * first asked for.
 */
final class SqlPrompt {

  private static final String FIRST = "sql> ";
  private static final String NEXT = "   > ";
  private static final Pattern LEAVE = Pattern.compile("(?i)(quit|exit)\\s*;?");

  private final Inspection inspection;
  private final Database database;
  private final LineReader lines;
  private final Consumer<String> out;

  SqlPrompt(Inspection inspection, Database database, LineReader lines, Consumer<String> out) {
    this.inspection = inspection;
    this.database = database;
    this.lines = lines;
    this.out = out;
  }

  void run() throws Exception {
    StringBuilder question = new StringBuilder();
    while (true) {
      try {
        question.append(lines.readLine(question.isEmpty() ? FIRST : NEXT)).append('\n');
      } catch (UserInterruptException e) {
        question.setLength(0);
        continue;
      } catch (EndOfFileException e) {
        return;
      }
      String sql = question.toString().strip();
      if (LEAVE.matcher(sql).matches()) {
        return;
      }
      if (sql.endsWith(";")) {
        question.setLength(0);
        answer(sql.substring(0, sql.length() - 1).strip());
      }
    }
  }

  /** What is wrong with one question does not end the others. */
  private void answer(String sql) throws Exception {
    if (sql.isEmpty()) {
      return;
    }
    try {
      inspection.prepare(sql);
      database.print(new Question(sql, List.of()), Format.TABLE, out);
    } catch (SQLException | UsageException e) {
      out.accept(e.getMessage());
    }
  }
}
