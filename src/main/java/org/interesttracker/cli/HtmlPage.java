package org.interesttracker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.event.Json;

/** A page that needs nothing else: data, style, script and charts are in it. */
public final class HtmlPage {

  private static final String CHARTS = "/report/echarts/echarts.min.js";
  private static final Pattern PLACES = Pattern.compile("/\\*\\{(data|charts)}\\*/");

  private HtmlPage() {}

  /**
   * @param template a resource, with places for the data and for the script that draws charts
   * @param data what the page shows
   */
  public static String of(String template, JsonNode data) throws IOException {
    String json = forScript(Json.MAPPER.writeValueAsString(data));
    String charts = resource(CHARTS);
    return PLACES
        .matcher(resource(template))
        .replaceAll(
            place -> Matcher.quoteReplacement(place.group(1).equals("data") ? json : charts));
  }

  /** A name in the data must not end the script that it stands in. */
  private static String forScript(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The program lacks " + name + "; build it anew with mvn package");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
