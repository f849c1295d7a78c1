package org.interesttracker.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The alerts and the dashboard of k8s/components/monitoring. */
public final class Monitoring {

  static final Path FOLDER = Path.of("k8s", "components", "monitoring");

  /** What a dashboard's user chooses, and what Grafana puts there then. */
  private static final Map<String, String> VARIABLES =
      Map.of("$job", ".+", "$__rate_interval", "5m");

  private Monitoring() {}

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
  }

  public static List<JsonNode> alerts() throws IOException {
    JsonNode rules = new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile());
    return list(rules.at("/spec/groups")).stream()
        .flatMap(group -> list(group.get("rules")).stream())
        .toList();
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Panels that show something, those within rows too. */
  static List<JsonNode> panels() throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      panels.add(panel);
      panels.addAll(list(panel.path("panels")));
    }
    return panels.stream().filter(panel -> !panel.get("type").asText().equals("row")).toList();
  }

  /** All queries of both, by where they stand. */
  public static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode alert : alerts()) {
      queries.put("alert " + alert.get("alert").asText(), alert.get("expr").asText());
    }
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        String place = "panel " + panel.get("title").asText() + " " + target.get("refId").asText();
        queries.put(place, withVariables(target.get("expr").asText()));
      }
    }
    for (JsonNode variable : dashboard().at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) {
        queries.put(
            "variable " + variable.get("name").asText(),
            variable
                .get("definition")
                .asText()
                .replaceFirst("label_values\\((.*), *\\w+\\)", "$1"));
      }
    }
    return queries;
  }

  private static String withVariables(String query) {
    String filled = query;
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      filled = filled.replace(variable.getKey(), variable.getValue());
    }
    return filled;
  }
}
