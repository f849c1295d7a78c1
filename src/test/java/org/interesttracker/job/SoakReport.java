package org.interesttracker.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.interesttracker.cli.HtmlPage;
import org.interesttracker.event.Json;

/** What became of a job in a long run, as a page with plots. */
final class SoakReport {

  private final SoakSampler sampler;
  private final ObjectNode about = Json.MAPPER.createObjectNode();
  private final ArrayNode failures = Json.MAPPER.createArrayNode();

  SoakReport(SoakSampler sampler) {
    this.sampler = sampler;
  }

  /** A figure or a sentence for the head of the page. */
  void about(String what, Object value) {
    about.put(what, value.toString());
  }

  /**
   * @param beganMillis in epoch milliseconds
   */
  void add(ChaosRun.Recovery recovery, long beganMillis) {
    long over = beganMillis + recovery.lasted().toMillis();
    failures
        .addObject()
        .put("title", recovery.failure().title())
        .put("began", sampler.minutes(beganMillis))
        .put("over", sampler.minutes(over))
        .put("recovered", sampler.minutes(over + recovery.recovered().toMillis()));
  }

  /** Writes what is known so far to target/soak; returns the file. */
  Path write() throws IOException {
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.set("about", about);
    data.set("failures", failures);
    sampler.addTo(data);
    Path folder = Files.createDirectories(Path.of("target", "soak"));
    return Files.writeString(folder.resolve("report.html"), HtmlPage.of("/soak/report.html", data));
  }
}
