package org.interesttracker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.event.Json;
import org.interesttracker.job.Artifacts;
import org.interesttracker.job.JvmProcess;
import org.interesttracker.job.OutputFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command demo as a user runs it: the jar, in a process of its own. */
class DemoIT {

  private static final Pattern FOLLOWED =
      Pattern.compile("Known changes followed within 3 windows: (\\d+) of (\\d+) users");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint: (\\S+)");
  private static final Pattern OUTPUT = Pattern.compile("(?m)^(\\S+) +(\\d+) files in (.+)$");

  @TempDir private Path folder;

  @Test
  void followsTheKnownChangesAndLeavesWhatItSays() throws Exception {
    Path out = folder.resolve("out");
    String printed =
        JvmProcess.run(
            JvmProcess.Program.ofJar(
                "demo", Artifacts.standAloneJar(), "demo", "--out", out.toString()));

    Matcher followed = find(FOLLOWED, printed);
    double share = Double.parseDouble(followed.group(1)) / Double.parseDouble(followed.group(2));
    assertThat(share).isGreaterThanOrEqualTo(0.8);
    Path savepoint = Path.of(URI.create(find(SAVEPOINT, printed).group(1)));
    assertThat(savepoint.resolve("_metadata")).isNotEmptyFile();
    Map<String, Integer> files = listed(printed, out);
    assertThat(files).containsKeys("dead-letters", "late-events");
    assertThat(files.get("interests")).isPositive();
    assertThat(files.get("recommendations")).isPositive();
    assertThat(files.get("metrics")).isPositive();
  }

  /** The outputs that the summary lists, each with its number of files. */
  private static Map<String, Integer> listed(String printed, Path out) throws Exception {
    Map<String, Integer> files = new HashMap<>();
    Matcher line = OUTPUT.matcher(printed);
    while (line.find()) {
      String output = line.group(1);
      assertThat(Path.of(line.group(3))).isEqualTo(out.resolve(output));
      List<Path> parts = OutputFolder.parts(out, output).toList();
      assertThat(parts).hasSize(Integer.parseInt(line.group(2)));
      for (Path part : parts) {
        assertRecords(part);
      }
      files.put(output, parts.size());
    }
    return files;
  }

  private static void assertRecords(Path part) throws Exception {
    List<String> lines = Files.readAllLines(part);
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(Json.MAPPER.readTree(line).isObject()).isTrue();
    }
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher;
  }
}
