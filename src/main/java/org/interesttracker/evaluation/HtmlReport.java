package org.interesttracker.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.event.Json;

/** The result as one page that needs nothing else: data, style, script and charts are in it. */
final class HtmlReport {

  private static final String PAGE = "/report/report.html";
  private static final String CHARTS = "/report/echarts/echarts.min.js";
  private static final Pattern PLACES = Pattern.compile("/\\*\\{(data|charts)}\\*/");

  private HtmlReport() {}

  /**
   * @param metrics as in metrics.json
   */
  static String of(JsonNode metrics) throws IOException {
    String data = forScript(Json.MAPPER.writeValueAsString(metrics));
    String charts = resource(CHARTS);
    return PLACES
        .matcher(resource(PAGE))
        .replaceAll(
            place -> Matcher.quoteReplacement(place.group(1).equals("data") ? data : charts));
  }

  /** A name in the data must not end the script that it stands in. */
  private static String forScript(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The program lacks " + name + "; build it anew with mvn package");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
