package org.interesttracker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.interesttracker.InterestTracker;
import org.interesttracker.metrics.Monitoring;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/OPERATIONS.md: what it says to type can be typed, and what alerts link to is there. */
class RunbookTest {

  /** Those that ClusterIT takes from the page. */
  private static final Set<String> ON_A_CLUSTER =
      Set.of("dry-run by flink", "submit", "list", "stop", "restore", "savepoint");

  /**
   * By how they begin: those that the build itself is, or that tests of k8s/ check the files of.
   */
  private static final List<String> OTHERS =
      List.of("mvn -q -DskipTests package", "kubectl apply -k k8s/", "kubectl apply -f k8s/");

  private static final String JAVA = "java -jar target/interest-tracker.jar ";
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

  @Test
  void noCommandIsUnknown() {
    Map<String, List<String>> commands = Runbook.commands();
    Set<String> onCluster = new HashSet<>();
    commands.forEach(
        (name, words) -> {
          String line = String.join(" ", words);
          if (words.get(0).equals("flink")) {
            onCluster.add(name);
          } else if (line.startsWith(JAVA)) {
            assertUnderstood(words.subList(3, words.size()));
          } else {
            assertThat(OTHERS).as(line).anyMatch(line::startsWith);
          }
          assertFilesAreThere(words);
        });
    assertThat(onCluster).isEqualTo(ON_A_CLUSTER);
  }

  private static void assertUnderstood(List<String> arguments) {
    CommandLine.ParseResult parsed =
        InterestTracker.commandLine().parseArgs(arguments.toArray(String[]::new));
    assertThat(parsed.hasSubcommand()).isTrue();
  }

  private static void assertFilesAreThere(List<String> words) {
    assertThat(words)
        .filteredOn(word -> word.matches("(k8s|flink-conf|datasets)(/.*)?"))
        .allSatisfy(word -> assertThat(Path.of(word)).exists());
  }

  /** The one that costs nothing is run. */
  @Test
  void theSizeIsTold() {
    List<String> words = Runbook.commands().get("size");
    assertThat(
            InterestTracker.commandLine()
                .execute(words.subList(3, words.size()).toArray(String[]::new)))
        .isZero();
  }

  @Test
  void eachAlertHasItsSectionAndLinksToIt() throws Exception {
    Set<String> sections = new TreeSet<>(headings("### "));
    Set<String> alerts = new TreeSet<>();
    for (JsonNode alert : Monitoring.alerts()) {
      String name = alert.get("alert").asText();
      alerts.add(name);
      assertThat(alert.at("/annotations/runbook_url").asText())
          .endsWith("docs/OPERATIONS.md#" + anchor(name));
    }
    assertThat(alerts).isEqualTo(sections).isNotEmpty();
  }

  @Test
  void whatItLinksToIsThere() {
    List<MatchResult> links = LINK.matcher(Page.read("OPERATIONS.md").text()).results().toList();
    assertThat(links).isNotEmpty();
    for (MatchResult link : links) {
      if (link.group(1).isEmpty()) {
        assertThat(anchors()).contains(link.group(2));
      } else {
        assertThat(Files.exists(Path.of("docs").resolve(link.group(1)))).as(link.group()).isTrue();
      }
    }
  }

  private static Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    headings("## ").forEach(heading -> anchors.add(anchor(heading)));
    headings("### ").forEach(heading -> anchors.add(anchor(heading)));
    return anchors;
  }

  private static List<String> headings(String marks) {
    return Page.read("OPERATIONS.md")
        .text()
        .lines()
        .filter(line -> line.startsWith(marks))
        .map(line -> line.substring(marks.length()))
        .toList();
  }

  /** As GitHub makes them. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
