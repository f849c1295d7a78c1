package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.interesttracker.docs.Page;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page says of the tables what the database says of them. */
class InspectPageTest {

  private static final String BEGIN = "<!-- tables: generated, see InspectPageTest -->\n";
  private static final String END = "<!-- end of tables -->";

  private static final String COLUMNS =
      """
      SELECT c.table_name, coalesce(t.comment, v.comment), column_name, lower(data_type),
        coalesce(c.comment, '')
      FROM duckdb_columns() c LEFT JOIN duckdb_tables() t USING (table_oid)
        LEFT JOIN duckdb_views() v ON v.view_oid = c.table_oid
      WHERE NOT c.internal ORDER BY c.table_oid, column_index
      """;

  private static final String BEGIN_VIEWS = "<!-- views: see InspectPageTest -->";
  private static final String END_VIEWS = "<!-- end of views -->";

  /** A view, a column, its type, and what it is, which is not empty. */
  private static final Pattern VIEW_COLUMN =
      Pattern.compile("(?m)^\\| `(\\S+)` \\| `(\\S+)` \\| (\\S+) \\| \\S.* \\|$");

  @TempDir private Path folder;

  @Test
  void describesEveryTableAndColumn() throws Exception {
    String page = Page.read("INSPECT.md").text();
    assertThat(page).contains(BEGIN, END);

    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(markdown());
  }

  @Test
  void describesEveryColumnOfEveryView() throws Exception {
    String page = Page.read("INSPECT.md").text();
    List<String> described =
        VIEW_COLUMN
            .matcher(page.substring(page.indexOf(BEGIN_VIEWS), page.indexOf(END_VIEWS)))
            .results()
            .map(column -> String.join(" ", column.group(1), column.group(2), column.group(3)))
            .toList();

    List<String> columns = new ArrayList<>();
    try (Database database = Database.open()) {
      database.schema("before");
      database.schema("after");
      for (View view : View.values()) {
        columns(database, asked(view)).forEach(column -> columns.add(view + " " + column));
      }
    }
    assertThat(described).containsExactlyElementsOf(columns);
  }

  @Test
  void filesHaveTheColumnsOfTheView() throws Exception {
    try (Database database = Database.open()) {
      database.schema("before");
      database.schema("after");
      for (View view : View.values()) {
        List<String> columns = columns(database, asked(view));
        Path parquet = folder.resolve(view + ".parquet");
        Path csv = folder.resolve(view + ".csv");
        database.write(new Question(asked(view), List.of()), Format.PARQUET, parquet);
        database.write(new Question(asked(view), List.of()), Format.CSV, csv);

        assertThat(columns(database, "FROM '" + parquet + "'"))
            .as(view.toString())
            .isEqualTo(columns);
        assertThat(Files.readAllLines(csv).get(0))
            .isEqualTo(
                columns.stream()
                    .map(column -> column.substring(0, column.indexOf(' ')))
                    .collect(Collectors.joining(",")));
      }
    }
  }

  private static String asked(View view) {
    return view.sql().replace("?", "'somebody'");
  }

  /** Names with types. */
  private static List<String> columns(Database database, String sql) throws Exception {
    List<String> columns = new ArrayList<>();
    database.read(
        "SELECT column_name, lower(column_type) AS type FROM (DESCRIBE " + sql + ")",
        row -> columns.add(row.get("column_name").asText() + " " + row.get("type").asText()));
    return columns;
  }

  private String markdown() throws Exception {
    StringBuilder text = new StringBuilder();
    String table = null;
    for (String[] row : rows()) {
      if (!row[0].equals(table)) {
        table = row[0];
        text.append(
            "\n**`%s`** – %s\n\n| column | type | what |\n|---|---|---|\n"
                .formatted(table, row[1]));
      }
      text.append("| `%s` | %s | %s |\n".formatted(row[2], row[3], row[4]));
    }
    return text.append('\n').toString();
  }

  private List<String[]> rows() throws Exception {
    Path file = folder.resolve("columns.jsonl");
    try (Database database = Database.open()) {
      database.write(new Question(COLUMNS, List.of()), Format.JSONL, file);
    }
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> cells = new ArrayList<>();
      Json.MAPPER.readTree(line).forEach(cell -> cells.add(cell.asText()));
      rows.add(cells.toArray(String[]::new));
    }
    return rows;
  }
}
