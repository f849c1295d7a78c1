package org.interesttracker.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.interesttracker.event.Json;

/** What users wrote, and what items are called and about, in the sample data in the jar. */
final class SampleTexts {

  private static final String FOLDER = "/datasets/sample/";

  private SampleTexts() {}

  /** All of them, English and Chinese. */
  static List<String> read() throws IOException {
    List<String> texts = new ArrayList<>();
    read("events.jsonl", "text", texts);
    read("catalog.jsonl", "title", texts);
    read("catalog.jsonl", "description", texts);
    return texts;
  }

  private static void read(String file, String field, List<String> texts) throws IOException {
    try (InputStream in = SampleTexts.class.getResourceAsStream(FOLDER + file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode text = Json.MAPPER.readTree(line).path(field);
        if (text.isTextual()) {
          texts.add(text.asText());
        }
      }
    }
  }
}
