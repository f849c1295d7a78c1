package org.interesttracker.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** k8s/ is right, and what is wrong with a changed one is found and named. */
class ManifestsTest {

  /** Maps whose names are for the user to choose, or are checked by what they mean. */
  private static final Set<String> FREE =
      Set.of("labels", "matchLabels", "annotations", "data", "requests", "limits");

  @TempDir private Path folder;

  static List<String> names() {
    return Manifests.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsWrong(String name) throws IOException {
    assertThat(ManifestCheck.all(Manifests.named(name, folder))).isEmpty();
  }

  /** Each line: what is built, where it is changed, what by what, and what is said of it. */
  @ParameterizedTest(name = "{0}: {2} > {3}")
  @CsvFileSource(resources = "/k8s/mistakes.csv", delimiter = '|', numLinesToSkip = 1)
  void aMistakeIsNamed(String name, String file, String right, String wrong, String said)
      throws IOException {
    Manifests.copy(folder);
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(right);
    Files.writeString(path, text.replace(right, wrong == null ? "" : wrong));
    assertThat(problems(name)).anySatisfy(problem -> assertThat(problem).contains(said));
  }

  @Test
  void eachIsChangedInAtLeastTenWays() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/k8s/mistakes.csv"));
    assertThat(Manifests.NAMES)
        .allSatisfy(
            name ->
                assertThat(lines.stream().filter(line -> line.startsWith(name + " ")))
                    .as(name)
                    .hasSizeGreaterThanOrEqualTo(10));
  }

  /** Every field of every resource but those of free maps, one after the other. */
  @ParameterizedTest
  @MethodSource("names")
  void everyMisspeltFieldIsNamed(String name) throws IOException {
    Manifests manifests = Manifests.named(name, folder);
    List<String> unnamed = new ArrayList<>();
    for (ObjectNode resource : manifests.resources()) {
      misspell(manifests, resource, resource.get("kind").asText(), unnamed);
    }
    assertThat(unnamed).isEmpty();
  }

  private void misspell(Manifests whole, JsonNode at, String path, List<String> unnamed) {
    if (at instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        String wrong = field.getKey() + "x";
        object.remove(field.getKey());
        object.set(wrong, field.getValue());
        List<String> problems = ManifestCheck.all(whole);
        if (problems.stream().noneMatch(problem -> problem.contains(field.getKey()))) {
          unnamed.add(path + "." + wrong + " " + problems);
        }
        object.remove(wrong);
        object.set(field.getKey(), field.getValue());
        if (!FREE.contains(field.getKey())) {
          misspell(whole, field.getValue(), path + "." + field.getKey(), unnamed);
        }
      }
    } else {
      at.forEach(element -> misspell(whole, element, path, unnamed));
    }
  }

  private List<String> problems(String name) {
    try {
      return ManifestCheck.all(Manifests.build(name, folder));
    } catch (RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void theImageIsOfTheSameFlinkAndHoldsTheJar() throws IOException {
    String flink = EnvironmentInformation.getVersion();
    String image = Files.readString(Path.of("k8s/Dockerfile"));
    assertThat(image)
        .contains("FROM flink:" + flink + "-java17\n")
        .contains("flink-s3-fs-presto-" + flink + ".jar")
        .contains("COPY --chown=flink:flink target/interest-tracker-job.jar /opt/flink/lib/");
  }

  @Test
  void thePageNamesWhatIsThere() throws IOException {
    String page = Files.readString(Path.of("k8s/README.md"));
    try (Stream<Path> parts =
        Stream.concat(Files.list(Path.of("k8s/components")), Files.list(Path.of("k8s/examples")))) {
      assertThat(parts)
          .allSatisfy(
              part -> assertThat(page).contains("(" + Path.of("k8s").relativize(part) + ")"));
    }
  }
}
