package org.interesttracker.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @TempDir private Path folder;

  @Test
  void describesEveryTableAndColumn() throws Exception {
    String page = Page.read("INSPECT.md").text();
    assertThat(page).contains(BEGIN, END);

    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(markdown());
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
