package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountChannel.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelOptionTest {

  @TempDir private Path folder;

  @Test
  void withoutTheOptionThereAreFiveChannels() {
    Channels channels = channels(valid().build());
    assertThat(channels.size()).isEqualTo(5);
    assertThat(channels.get(0))
        .isEqualTo(new CountChannel("item-cf", Kind.COSINE, 5, 1, 0, false, 20, 20, 0.8));
    assertThat(channels.get(4).name()).isEqualTo("item-next");
  }

  @Test
  void aChannelIsItsDefaultAndWhatIsSaidOfIt() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            events.path: /e
            output.path: /o
            similarity.channels:
              - item-cf-pearson
              - "item-cf:linked=7, distance-decay=0.9, half-life=30 d, direction=forward, \
            shrinkage=3, recent=4, recency-decay=0.5"
            """);
    Channels channels = channels(new TrackerConfig().file(file).build());
    assertThat(channels.size()).isEqualTo(2);
    assertThat(channels.get(0).kind()).isEqualTo(Kind.PEARSON);
    assertThat(channels.get(1))
        .isEqualTo(
            new CountChannel(
                "item-cf", Kind.COSINE, 7, 0.9, Duration.ofDays(30).toMillis(), true, 3, 4, 0.5));
  }

  @Test
  void theKindOfSimilarityIsByConfiguration() {
    Channels channels =
        channels(
            valid()
                .set("similarity.channels", "item-cf:kind=log-likelihood;item-cf-wide:kind=jaccard")
                .build());
    assertThat(channels.get(0).kind()).isEqualTo(Kind.LOG_LIKELIHOOD);
    assertThat(channels.get(1).kind()).isEqualTo(Kind.JACCARD);
  }

  @Test
  void onTheCommandLineSemicolonsStandBetween() {
    Channels channels =
        channels(valid().set("similarity.channels", "item-next:half-life=0;item-cf").build());
    assertThat(channels.get(0).halfLifeMillis()).isZero();
    assertThat(channels.get(1).name()).isEqualTo("item-cf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          items                     | names 'items', which does not exist; there are item-cf,
          item-cf:links=5           | 'links=5' of item-cf must be one of [direction, distance-decay,
          item-cf:kind=dice         | item-cf cannot have the kind 'dice'
          item-cf-llr:shrinkage=0   | Channel item-cf-llr: a log-likelihood needs a shrinkage above 0
          item-cf:linked            | 'linked' of item-cf must be one of
          item-cf:linked=many       | item-cf cannot have the linked 'many'
          item-cf:half-life=soon    | item-cf cannot have the half-life 'soon'
          item-cf:direction=up      | item-cf cannot have the direction 'up'
          item-cf:linked=0          | Channel item-cf: linked must be at least 1
          item-cf:recency-decay=1.5 | Channel item-cf: recency-decay must be in (0, 1]
          item-cf-swing;item-cf:kind=swing | Only one channel may be of the kind swing
          item-cf;item-cf:linked=2  | No channel may be named twice
          """)
  void whatCannotBeIsRefusedWithWhatThereIs(String definition, String sentence) {
    TrackerConfig config = valid().set("similarity.channels", definition);
    assertThatThrownBy(config::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void rowsComputedElsewhereNeedTheChannelThatUsesThem() {
    TrackerConfig config =
        valid().set("similarity.channels", "item-next").set("similarity.path", "/rows");
    assertThatThrownBy(config::build).hasMessageContaining("similarity.channels must name item-cf");
  }

  private static TrackerConfig valid() {
    return new TrackerConfig().set("events.path", "/e").set("output.path", "/o");
  }

  private static Channels channels(Configuration config) {
    return new PipelineSettings(config).similarity().channels();
  }
}
