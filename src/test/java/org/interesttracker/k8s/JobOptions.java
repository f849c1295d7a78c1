package org.interesttracker.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.job.TrackerConfig;
import org.interesttracker.k8s.Manifests.Resource;

/**
 * The options that a deployment starts the job with: files from config maps, and what is set over
 * them.
 */
final class JobOptions {

  private final Manifests manifests;
  private final Map<String, Pod.Part> mounts;

  /**
   * @param deployment whose pods have the files
   */
  JobOptions(Manifests manifests, Resource deployment) {
    this.manifests = manifests;
    this.mounts = new Pod(deployment).mounts();
  }

  /**
   * @throws IllegalArgumentException with what the job would say
   */
  Configuration read(JsonNode arguments) {
    List<String> words = new ArrayList<>();
    arguments.forEach(word -> words.add(word.asText()));
    if (words.isEmpty() || !words.get(0).equals("run")) {
      throw new IllegalArgumentException("the job's command is run");
    }
    TrackerConfig config = new TrackerConfig();
    for (int i = 1; i + 1 < words.size(); i += 2) {
      String value = words.get(i + 1);
      switch (words.get(i)) {
        case "--config" -> config.file(file(value));
        case "-D" -> set(config, value);
        default -> throw new IllegalArgumentException("there is no argument " + words.get(i));
      }
    }
    return config.build();
  }

  private static void set(TrackerConfig config, String assignment) {
    String[] parts = assignment.split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(assignment + " is not key=value");
    }
    config.set(parts[0], parts[1]);
  }

  private Path file(String name) {
    Path path = Path.of(name);
    Pod.Part volume = mounts.get(String.valueOf(path.getParent()));
    String map = volume == null ? "" : volume.node().at("/configMap/name").asText();
    String text =
        manifests
            .find("ConfigMap", map)
            .map(found -> found.at("data").path(path.getFileName().toString()).asText())
            .filter(found -> !found.isEmpty())
            .orElseThrow(() -> new IllegalArgumentException("there will be no file " + name));
    try {
      return Files.writeString(Files.createTempFile("options", ".yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
