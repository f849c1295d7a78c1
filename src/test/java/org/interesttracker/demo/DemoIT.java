package org.interesttracker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.docs.Page;
import org.interesttracker.job.Artifacts;
import org.interesttracker.job.JvmProcess;
import org.interesttracker.job.OutputRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command demo as a user runs it: the jar, in a process of its own. */
class DemoIT {

  private static final Pattern FOLLOWED =
      Pattern.compile("Known changes followed within 3 windows: (\\d+) of (\\d+) users");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint: (\\S+)");
  private static final Pattern REASON =
      Pattern.compile(
          "(?m)^ +Fits what you did lately: you .+, and you are interested in .+%\\)\\.$");
  private static final Pattern CHINESE_REASON = Pattern.compile("(?m)^ +符合您最近的行为.+感兴趣（.+%）。$");
  private static final Pattern AFTER = Pattern.compile("(?m)^  after: +(.+)$");
  private static final Pattern ANSWER = Pattern.compile("(?m)^  asked what is known: (.+)$");
  private static final Pattern OUTPUT =
      Pattern.compile("(?m)^(\\S+) +([\\d,]+) records(?: in (.+))?$");

  /** A command of the page, whether all of its output is to be the same, and the output. */
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?s)```bash\n\\S+ -jar \\S+ inspect \\$SAVEPOINT ([^\n]+)\n```\n\n```(\\w+)\n(.*?)\n```");

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

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
    assertThat(printed)
        .containsPattern(REASON)
        .containsPattern(CHINESE_REASON)
        .contains("User u000102 forgets mechanical keyboards");
    assertThat(find(AFTER, printed).group(1)).isNotEmpty().doesNotContain("mechanical keyboards");
    assertThat(find(ANSWER, printed).group(1)).doesNotContain("mechanical keyboards");
    Map<String, Integer> records = listed(printed, out);
    assertThat(records).containsEntry("profiles", 1);
    assertThat(records).containsKeys("dead-letters", "late-events");
    assertThat(records.get("interests")).isPositive();
    assertThat(records.get("recommendations")).isEqualTo(records.get("interests"));
    assertThat(records.get("metrics")).isPositive();
    assertAnswersAsThePageSays(savepoint);
  }

  /** What is about interests is the same in every run; of the rest the columns are. */
  private static void assertAnswersAsThePageSays(Path savepoint) throws Exception {
    List<MatchResult> questions =
        QUESTION.matcher(Page.read("INSPECT.md").text()).results().toList();
    assertThat(questions).hasSizeGreaterThanOrEqualTo(10);
    for (MatchResult question : questions) {
      List<String> arguments = new ArrayList<>(List.of("inspect", savepoint.toString()));
      ARGUMENT
          .matcher(question.group(1))
          .results()
          .forEach(a -> arguments.add(a.group(1) == null ? a.group(2) : a.group(1)));
      List<String> printed =
          JvmProcess.run(
                  JvmProcess.Program.ofJar(
                      "inspect", Artifacts.standAloneJar(), arguments.toArray(String[]::new)))
              .lines()
              .toList();
      List<String> shown = question.group(3).lines().toList();
      if (question.group(2).equals("text")) {
        assertThat(printed).as(question.group(1)).isEqualTo(shown);
      } else {
        assertThat(columns(printed)).as(question.group(1)).isEqualTo(columns(shown));
        assertThat(printed).as(question.group(1)).hasSameSizeAs(shown);
      }
    }
  }

  private static List<String> columns(List<String> table) {
    return List.of(table.get(0).strip().split(" {2,}"));
  }

  /** The outputs that the summary lists, each with its number of records. */
  private static Map<String, Integer> listed(String printed, Path out) throws Exception {
    Map<String, Integer> records = new HashMap<>();
    Matcher line = OUTPUT.matcher(printed);
    while (line.find()) {
      String output = line.group(1);
      int count = Integer.parseInt(line.group(2).replace(",", ""));
      if (count > 0) {
        assertThat(Path.of(line.group(3))).isEqualTo(out.resolve(output));
      }
      assertThat(OutputRecords.json(out, output)).as(output).hasSize(count);
      records.put(output, count);
    }
    return records;
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher;
  }
}
