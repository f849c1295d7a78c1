package org.interesttracker.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;

/** The tables that a savepoint is looked at through: DuckDB, within this process. */
final class Database implements AutoCloseable {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static final Set<Integer> NUMBERS =
      Set.of(Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.FLOAT, Types.DECIMAL);

  private final DuckDBConnection connection;
  private final String schema;

  private Database(DuckDBConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** One with all tables, empty. */
  static Database open() throws SQLException, IOException {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("autoinstall_known_extensions", "false");
    Database database =
        new Database(
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings),
            DuckDBConnection.DEFAULT_SCHEMA);
    database.define();
    return database;
  }

  /** The same with all tables once more, in a schema of their own. */
  Database schema(String name) throws SQLException, IOException {
    run("CREATE SCHEMA " + name);
    run("USE " + name);
    Database other = new Database(connection, name);
    other.define();
    run("USE " + schema);
    return other;
  }

  private void define() throws SQLException, IOException {
    run(script("tables.sql"));
    run(script("views.sql"));
  }

  private static String script(String name) throws IOException {
    try (InputStream in = Database.class.getResourceAsStream("/savepoint/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A question with the definitions of the views that it may name. */
  String withViews(String sql) throws SQLException {
    StringBuilder all = new StringBuilder(sql);
    try (Statement statement = connection.createStatement();
        ResultSet views =
            statement.executeQuery(
                "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal")) {
      while (views.next()) {
        if (all.indexOf(views.getString(1)) >= 0) {
          all.append(' ').append(views.getString(2));
        }
      }
    }
    return all.toString();
  }

  /** The names of tables, of views and of their columns, each once. */
  List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM duckdb_columns() WHERE NOT internal"
                    + " UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal"
                    + " ORDER BY ALL")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  boolean isEmpty(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("FROM " + table + " LIMIT 1")) {
      return !rows.next();
    }
  }

  /** Answers a question in lines. */
  void print(Question question, Format format, Consumer<String> out)
      throws SQLException, IOException {
    if (format == Format.TABLE) {
      printTable(question, out);
      return;
    }
    if (format == Format.PARQUET) {
      throw new UsageException("Parquet is not text; --out FILE says where to write it");
    }
    Path file = Files.createTempFile("inspect", "." + format);
    try {
      write(question, format, file);
      try (Stream<String> lines = Files.lines(file)) {
        lines.forEach(out);
      }
    } finally {
      Files.delete(file);
    }
  }

  private void printTable(Question question, Consumer<String> out) throws SQLException {
    try (PreparedStatement statement = prepared(question.sql(), question.arguments());
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> names = new ArrayList<>();
      boolean[] right = new boolean[columns.getColumnCount()];
      for (int c = 0; c < right.length; c++) {
        names.add(columns.getColumnLabel(c + 1));
        right[c] = NUMBERS.contains(columns.getColumnType(c + 1));
      }
      TextTable table = new TextTable(names, right);
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < right.length; c++) {
          cells.add(text(rows.getObject(c + 1)));
        }
        table.add(cells);
      }
      table.lines().forEach(out);
    }
  }

  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return MOMENT.format(time.toLocalDateTime());
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return plain(number);
    }
    return value == null ? "" : value.toString();
  }

  /** As Java writes it, but small and large numbers without an exponent. */
  private static String plain(double number) {
    String written = Double.toString(number);
    return written.indexOf('E') < 0
        ? written
        : new BigDecimal(written).stripTrailingZeros().toPlainString();
  }

  /** Answers a question with each row as a JSON object. */
  void read(String sql, Consumer<JsonNode> out) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT to_json(r)::VARCHAR FROM (" + sql + ") r")) {
      while (rows.next()) {
        out.accept(Json.MAPPER.readTree(rows.getString(1)));
      }
    }
  }

  /** Answers a question in a file. */
  void write(Question question, Format format, Path file) throws SQLException {
    String options =
        switch (format) {
          case CSV -> "FORMAT csv, HEADER";
          case JSONL -> "FORMAT json";
          case PARQUET -> "FORMAT parquet";
          case TABLE -> throw new UsageException("A file is written as csv, jsonl or parquet");
        };
    String target = file.toString().replace("'", "''");
    String copy = "COPY (%s) TO '%s' (%s)".formatted(question.sql(), target, options);
    try (PreparedStatement statement = prepared(copy, question.arguments())) {
      statement.execute();
    }
  }

  private PreparedStatement prepared(String sql, List<String> arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int a = 0; a < arguments.size(); a++) {
      statement.setString(a + 1, arguments.get(a));
    }
    return statement;
  }

  /** Fills a table. */
  Rows rows(String table) throws SQLException {
    return new Rows(connection.createAppender(schema, table));
  }

  /** The same; what is added to a table that is not wanted is dropped. */
  Rows rows(String table, Set<String> wanted) throws SQLException {
    return wanted.contains(table) ? rows(table) : new Rows(null);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Takes the rows of one table. */
  static final class Rows implements AutoCloseable {

    private final DuckDBAppender appender;

    /**
     * @param appender null to drop what is added
     */
    private Rows(DuckDBAppender appender) {
      this.appender = appender;
    }

    /** Adds a row; a value is a text, a number, a truth, an instant, a list of texts or null. */
    void add(Object... values) throws SQLException {
      if (appender == null) {
        return;
      }
      appender.beginRow();
      for (Object value : values) {
        append(value);
      }
      appender.endRow();
    }

    private void append(Object value) throws SQLException {
      if (value == null) {
        appender.appendNull();
      } else if (value instanceof String text) {
        appender.append(text);
      } else if (value instanceof Instant instant) {
        appender.appendEpochMicros(1_000 * instant.toEpochMilli());
      } else if (value instanceof Long number) {
        appender.append(number);
      } else if (value instanceof Integer number) {
        appender.append(number);
      } else if (value instanceof Double number) {
        appender.append(number);
      } else if (value instanceof Boolean truth) {
        appender.append(truth);
      } else if (value instanceof Collection<?> list) {
        appender.append(list);
      } else if (value instanceof float[] vector) {
        appender.append(vector);
      } else {
        throw new IllegalArgumentException("No column can hold a " + value.getClass().getName());
      }
    }

    @Override
    public void close() throws SQLException {
      if (appender != null) {
        appender.close();
      }
    }
  }
}
