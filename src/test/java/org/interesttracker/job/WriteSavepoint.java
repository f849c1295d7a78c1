package org.interesttracker.job;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.interesttracker.event.Json;
import org.junit.jupiter.api.Test;

/**
 * Writes the savepoint of the version that is to be released, with what it says and its schema, for
 * {@link SavepointsIT} to restore from then on: {@code mvn -q test -Dtest=WriteSavepoint}. No test
 * by its name, so that it runs when it is asked for.
 */
class WriteSavepoint {

  private static final Pattern VERSION = Pattern.compile("<version>([^<]+?)(-SNAPSHOT)?</version>");

  /** The savepoint tells where events were read, so they are read at a place that tells nothing. */
  private static final Path WORK =
      Path.of(System.getProperty("java.io.tmpdir"), "interest-tracker-savepoint");

  @Test
  void ofThisVersion() throws Exception {
    Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    if (!version.find()) {
      throw new IllegalStateException("pom.xml names no version");
    }
    Path folder = SavepointsIT.RELEASED.resolve(version.group(1));
    delete(folder);
    delete(WORK);
    SavepointJob.Inputs inputs = SavepointJob.Inputs.ofSample();
    SavepointJob job = new SavepointJob(WORK, inputs, Map.of("parallelism.default", "1"), null);
    String savepoint = SavepointsIT.fill(job, inputs);
    Files.createDirectories(folder);
    copy(SavepointContents.path(savepoint), folder.resolve("savepoint"));
    Files.write(folder.resolve("schema.txt"), SavepointSchema.read(savepoint));
    Files.write(
        folder.resolve("expected.json"),
        Json.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(
                SavepointQuestions.asked(
                    savepoint, SavepointJob.teaching(inputs.events()), inputs.end())));
    delete(WORK);
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void delete(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      }
    }
  }
}
