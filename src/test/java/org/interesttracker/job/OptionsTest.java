package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.interesttracker.event.Consent;
import org.interesttracker.event.Purpose;
import org.interesttracker.window.WindowSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static final String BEGIN = "<!-- options: generated, see OptionsTest -->\n";
  private static final String END = "<!-- end of options -->";

  @TempDir private Path folder;

  @Test
  void theReadmeHasTheTableOfTheOptions() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains(BEGIN, END);
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
    assertThat(table).isEqualTo("\n" + OptionsTable.markdown() + "\n");
  }

  @Test
  void consentByDefaultIsAllUnlessOtherwiseSaid() {
    assertThat(defaultConsent("Learn; profile").purposes())
        .containsExactly(Purpose.PROFILE, Purpose.LEARN);
    assertThat(defaultConsent("none")).isEqualTo(Consent.NONE);
    assertThat(new PipelineSettings(new Configuration()).defaultConsent()).isEqualTo(Consent.ALL);
    assertThatThrownBy(() -> defaultConsent("profile;sell"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "privacy.default-consent names 'sell'; expected profile, recommend, learn, publish,"
                + " separated by semicolons, or none alone");
  }

  private static Consent defaultConsent(String value) {
    Configuration config = Configuration.fromMap(Map.of("privacy.default-consent", value));
    return new PipelineSettings(config).defaultConsent();
  }

  @Test
  void noTwoOptionsShareAKey() {
    assertThat(TrackerOptions.all().stream().map(ConfigOption::key)).doesNotHaveDuplicates();
  }

  @Test
  void readsFlatAndNestedYamlAndLetsTheCommandLineWin() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            events:
              topic: events
              max-future: 2 min
            kafka.bootstrap-servers: "host:9092"
            kafka.properties:
              security.protocol: SASL_SSL
              sasl.jaas.config: 'module required username="a" password="${file:/run/b:c}", scope="d";'
            interest.weights: {purchase: 8, like: 4}
            output:
              kafka: true
              delivery-guarantee: exactly-once
            window.kind: session
            execution.checkpointing.interval: 7 s
            """);
    Configuration config = new TrackerConfig().file(file).set("events.max-future", "3 min").build();
    assertThat(config.get(TrackerOptions.EVENTS_TOPIC)).isEqualTo("events");
    assertThat(config.get(TrackerOptions.EVENTS_MAX_FUTURE)).isEqualTo(Duration.ofMinutes(3));
    assertThat(config.get(TrackerOptions.KAFKA_PROPERTIES))
        .isEqualTo(
            Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.jaas.config",
                "module required username=\"a\" password=\"${file:/run/b:c}\", scope=\"d\";"));
    assertThat(config.get(TrackerOptions.INTEREST_WEIGHTS))
        .isEqualTo(Map.of("purchase", "8", "like", "4"));
    assertThat(config.get(TrackerOptions.DELIVERY)).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(config.get(TrackerOptions.WINDOW_KIND)).isEqualTo(WindowSettings.Kind.SESSION);
    assertThat(config.toMap()).containsEntry("execution.checkpointing.interval", "7 s");
  }

  @Test
  void aMisspeltOptionIsRefusedWithTheOneThatWasMeant() {
    assertThatThrownBy(() -> new TrackerConfig().set("window.siez", "1 h"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no option 'window.siez'; the nearest is 'window.size'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          events.topic   | t       | exactly one of events.path (or --events) and events.topic must be given
          output.kafka   | true    | kafka.bootstrap-servers must be given
          text.encoder   | custom  | text.model-path and text.vocabulary-path must be given
          text.model-sha256 | 0  | text.model-sha256 must be 64 hexadecimal digits, with text.encoder: custom
          interest.batch-size | 0  | interest.batch-size must be at least 1
          recommend.models | oracle | which is no model; there are
          recommend.learning-rate | -1 | recommend.learning-rate must be at least 0
          recommend.user-prior | 1 | recommend.user-prior must be at least 0 and below 1
          recommend.diversity | -0.1 | recommend.diversity must be at least 0
          recommend.max-per-category | -1 | recommend.max-per-category must be at least 0
          quality.fading-factor | 1 | quality.fading-factor must be above 0 and below 1
          output.delivery-guarantee | none | it is not supported
          """)
  void optionsThatDoNotFitTogetherAreRefused(String name, String value, String sentence) {
    TrackerConfig config = valid().set(name, value);
    assertThatThrownBy(config::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aSeedForSwingIsRefused() {
    TrackerConfig config =
        valid()
            .set("similarity.channels", "item-cf;item-cf-swing")
            .set("recommend.models", "item-cf")
            .set("similarity.seed-path", "seed.jsonl");
    assertThatThrownBy(config::build).hasMessageContaining("a seed has no users");
  }

  @Test
  void aSlideLongerThanTheWindowIsRefused() {
    TrackerConfig config =
        valid()
            .set("window.kind", "sliding")
            .set("window.size", "1 min")
            .set("window.slide", "2 min");
    assertThatThrownBy(config::build).hasMessageContaining("events would fall between windows");
  }

  @Test
  void aValueOfTheWrongTypeIsRefusedByName() {
    TrackerConfig config = valid().set("window.size", "soon");
    assertThatThrownBy(config::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("window.size")
        .hasMessageContaining("soon");
  }

  @Test
  void aPlainPathMeansALocalFile() {
    var config =
        new TrackerConfig()
            .set(TrackerOptions.EVENTS_PATH, "/data/events.jsonl")
            .set(TrackerOptions.OUTPUT_PATH, "s3://bucket/out")
            .build();
    assertThat(config.get(TrackerOptions.EVENTS_PATH)).isEqualTo("file:///data/events.jsonl");
    assertThat(config.get(TrackerOptions.OUTPUT_PATH)).isEqualTo("s3://bucket/out");
  }

  @Test
  void aMissingOrBrokenFileIsRefusedByName() throws Exception {
    assertThatThrownBy(() -> new TrackerConfig().file(folder.resolve("none.yaml")))
        .hasMessageContaining("none.yaml");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1\n");
    assertThatThrownBy(() -> new TrackerConfig().file(broken))
        .hasMessageContaining("broken.yaml")
        .hasMessageContaining("is not YAML");
  }

  private static TrackerConfig valid() {
    return new TrackerConfig().set("events.path", "file:///e").set("output.path", "file:///o");
  }
}
