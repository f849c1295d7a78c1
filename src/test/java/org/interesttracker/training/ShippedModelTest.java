package org.interesttracker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.interesttracker.event.Json;
import org.interesttracker.model.ModelCard;
import org.interesttracker.model.ModelFiles;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The shipped model is what its card says, and the README has the command that made it. */
class ShippedModelTest {

  private static final Path WEIGHTS = Path.of("src/main/resources/models/default/weights.bin");
  private static final Pattern TRAIN =
      Pattern.compile("(?m)^java -jar target/interest-tracker.jar train (.+)$");

  private final ModelCard card = ModelFiles.readBundled().card();

  @Test
  void theCardIsThatOfTheWeights() throws Exception {
    assertThat(card.sha256()).isEqualTo(sha256(WEIGHTS));
    assertThat(card.sha256()).startsWith(card.version());
  }

  @Test
  void theCommandOfTheReadmeReadsTheDataAndHasTheSettingsOfTheCard() throws Exception {
    String[] command = command();
    CommandLine.ParseResult parsed = parse(command);
    for (String input : List.of("events", "catalog")) {
      Path file = parsed.matchedOptionValue("--" + input, null);
      assertThat(sha256(file)).isEqualTo(card.data().get(input + "_sha256"));
    }
    assertThat(settings(command)).isEqualTo(settingsOf(card));
    Set<NetworkKind> networks = parsed.matchedOptionValue("--networks", Set.of());
    assertThat(networks.stream().map(NetworkKind::toString))
        .containsExactly(card.parameters().get("networks").split(","));
    assertThat(parsed.hasMatchedOption("--encoder")).as("both shipped encoders").isFalse();
  }

  @Test
  void theCommandOfTheReadmeDoesNotWriteOverTheShippedModel() throws Exception {
    Path out = parse(command()).matchedOptionValue("--out", (Path) null);
    assertThat(out.normalize()).isNotEqualTo(WEIGHTS.getParent());
  }

  @Test
  void theFiguresOfTheReadmeAreThoseOfTheCard() throws Exception {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(
            String.format(
                Locale.ROOT,
                "HR@10 %.3f on held-back events, popularity %.3f",
                card.figures().get("HR@10"),
                card.figures().get("popularity_HR@10")));
  }

  private static CommandLine.ParseResult parse(String... command) {
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(command);
  }

  private static String[] command() throws Exception {
    Matcher matcher = TRAIN.matcher(Files.readString(Path.of("README.md")));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1).split(" ");
  }

  private static Map<String, String> settings(String... command) {
    TrainingArguments arguments = new TrainingArguments();
    new CommandLine(arguments).setUnmatchedArgumentsAllowed(true).parseArgs(command);
    Map<String, String> settings = new TreeMap<>();
    Json.MAPPER
        .valueToTree(arguments.options())
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return settings;
  }

  private static Map<String, String> settingsOf(ModelCard card) {
    Map<String, String> settings = new TreeMap<>(card.parameters());
    settings.keySet().removeAll(List.of("encoders", "networks"));
    return settings;
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
