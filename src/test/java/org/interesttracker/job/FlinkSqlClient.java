package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.interesttracker.event.Json;

/**
 * Flink's own SQL client, in a process of its own, with the libraries of a Flink distribution and
 * our jar beside them; it runs queries in a cluster within itself.
 */
final class FlinkSqlClient {

  private static final Pattern ROW = Pattern.compile("\\| *(\\{.*\\}) \\|");

  private final Path folder;

  /**
   * @param folder for its configuration and its script
   */
  FlinkSqlClient(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs statements, then queries.
   *
   * @param queries each of one column, a JSON object
   * @return the rows of all queries
   */
  List<JsonNode> ask(String statements, Collection<String> queries) throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("conf")).resolve("config.yaml"),
        "execution.target: local\nparallelism.default: 1\nio.tmp.dirs: %s\n"
            .formatted(Files.createDirectories(folder.resolve("tmp"))));
    List<String> script = new ArrayList<>(List.of(statements));
    script.add("SET 'sql-client.execution.result-mode' = 'tableau';");
    script.add("SET 'table.display.max-column-width' = '1000000';");
    queries.forEach(query -> script.add(query + ";"));
    String printed = run(Files.write(folder.resolve("script.sql"), script));
    List<JsonNode> rows = new ArrayList<>();
    Matcher row = ROW.matcher(printed);
    while (row.find()) {
      rows.add(Json.MAPPER.readTree(row.group(1)));
    }
    assertThat(rows).as(printed).isNotEmpty();
    return rows;
  }

  private String run(Path script) throws Exception {
    List<String> flags = new ArrayList<>(FlinkDistribution.JAVA_OPTIONS);
    flags.add(JvmProcess.SHORT_LIVED);
    return JvmProcess.run(
        new JvmProcess.Program(
            "sql-client",
            String.join(
                File.pathSeparator,
                FlinkDistribution.classPath(),
                sqlLibraries(),
                Artifacts.jobJar().toString()),
            flags,
            "org.apache.flink.table.client.SqlClient",
            List.of("embedded", "-f", script.toString()),
            Map.of("FLINK_CONF_DIR", folder.resolve("conf").toString())));
  }

  private static String sqlLibraries() throws IOException {
    try (Stream<Path> jars = Files.list(Artifacts.sqlClient())) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }
}
