package org.interesttracker.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.util.TestingTaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;
import org.interesttracker.model.ModelFixtures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedTextsOperatorTest {

  private static final int DIMENSION = 8;
  private static final long AGE = 50;
  private static final int LARGE = 100;
  private static final String ENGLISH = "running shoes";
  private static final String CHINESE = "科幻电影";

  @TempDir private static Path folder;
  private static VectorizerSettings settings;

  /** Held open, so that the encoders are loaded once for all tests. */
  private static TextVectorizer vectorizer;

  @BeforeAll
  static void openEncoders() throws Exception {
    String model = ModelFixtures.untrained(folder, DIMENSION, 4, 1).toString();
    settings =
        new VectorizerSettings(model, EncoderChoice.AUTO, null, null, null, Pooling.MEAN, 10);
    vectorizer = settings.open();
  }

  @AfterAll
  static void closeEncoders() {
    vectorizer.close();
  }

  @Test
  void aFullBundleIsEmbeddedTogether() throws Exception {
    try (var operator = events(3)) {
      operator.processElement(search("1", ENGLISH), 11);
      operator.processElement(search("2", CHINESE), 12);
      assertThat(operator.getOutput()).isEmpty();
      operator.processElement(search("3", "jazz"), 13);
      assertThat(operator.extractOutputValues())
          .satisfiesExactly(
              first -> assertEmbedded(first, "1", ENGLISH),
              second -> assertEmbedded(second, "2", CHINESE),
              third -> assertEmbedded(third, "3", "jazz"));
      assertThat(operator.extractOutputStreamRecords())
          .extracting(StreamRecord::getTimestamp)
          .containsExactly(11L, 12L, 13L);
    }
  }

  @Test
  void theNextBundleStartsEmpty() throws Exception {
    try (var operator = events(2)) {
      for (String id : List.of("1", "2", "3")) {
        operator.processElement(search(id, "film " + id), 0);
      }
      assertThat(ids(operator)).containsExactly("1", "2");
      operator.processElement(search("4", CHINESE), 0);
      assertThat(ids(operator)).containsExactly("1", "2", "3", "4");
      assertEmbedded(operator.extractOutputValues().get(3), "4", CHINESE);
    }
  }

  @Test
  void anOldBundleIsFlushed() throws Exception {
    try (var operator = events(LARGE)) {
      operator.setProcessingTime(1_000);
      operator.processElement(search("1", ENGLISH), 0);
      operator.setProcessingTime(1_000 + AGE - 1);
      assertThat(operator.getOutput()).isEmpty();
      operator.setProcessingTime(1_000 + AGE);
      assertThat(ids(operator)).containsExactly("1");
    }
  }

  @Test
  void theAgeOfABundleIsThatOfItsOwnFirstRecord() throws Exception {
    try (var operator = events(2)) {
      operator.setProcessingTime(0);
      operator.processElement(search("1", ENGLISH), 0);
      operator.setProcessingTime(AGE - 10);
      operator.processElement(search("2", ENGLISH), 0);
      operator.processElement(search("3", CHINESE), 0);
      operator.setProcessingTime(AGE);
      assertThat(ids(operator)).as("the first bundle's time is not the second's").hasSize(2);
      operator.setProcessingTime(2 * AGE - 10);
      assertThat(ids(operator)).containsExactly("1", "2", "3");
    }
  }

  @Test
  void recordsLeaveBeforeTheWatermarkOrIdleStatusThatCameAfterThem() throws Exception {
    try (var operator = events(LARGE)) {
      operator.processElement(search("1", ENGLISH), 5);
      operator.processWatermark(new Watermark(9));
      operator.processElement(search("2", CHINESE), 10);
      operator.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(operator.getOutput())
          .satisfiesExactly(
              record -> assertThat(record).isInstanceOf(StreamRecord.class),
              mark -> assertThat(mark).isEqualTo(new Watermark(9)),
              record -> assertThat(record).isInstanceOf(StreamRecord.class),
              status -> assertThat(status).isEqualTo(WatermarkStatus.IDLE));
    }
  }

  @Test
  void recordsLeaveBeforeTheBarrierAndAtTheEnd() throws Exception {
    try (var operator = events(LARGE)) {
      operator.processElement(search("1", ENGLISH), 0);
      operator.prepareSnapshotPreBarrier(1);
      assertThat(ids(operator)).containsExactly("1");
      operator.processElement(search("2", CHINESE), 0);
      operator.getOperator().finish();
      assertThat(ids(operator)).containsExactly("1", "2");
    }
  }

  @Test
  void whatHasNoTextPassesAtOnceButNeverOvertakes() throws Exception {
    try (var operator = events(2)) {
      operator.processElement(search("1", null), 0);
      assertThat(ids(operator)).containsExactly("1");
      operator.processElement(search("2", ENGLISH), 0);
      operator.processElement(search("3", null), 0);
      assertThat(ids(operator)).containsExactly("1");
      operator.processElement(search("4", CHINESE), 0);
      assertThat(ids(operator)).containsExactly("1", "2", "3", "4");
      assertThat(operator.extractOutputValues())
          .extracting(event -> event.textVector() != null)
          .containsExactly(false, true, false, true);
    }
  }

  @Test
  void whatIsKnownPassesAtOnceButNeverOvertakes() throws Exception {
    try (var operator = events(2)) {
      operator.processElement(search("1", ENGLISH), 0);
      operator.processElement(search("2", CHINESE), 0);
      operator.processElement(search("3", ENGLISH), 7);
      assertThat(ids(operator)).containsExactly("1", "2", "3");
      operator.processElement(search("4", "jazz"), 0);
      operator.processElement(search("5", CHINESE), 0);
      operator.processElement(search("6", ENGLISH), 0);
      assertThat(ids(operator)).as("new texts fill a bundle, known ones do not").hasSize(3);
      operator.processElement(search("7", "blues"), 0);
      List<Event> events = operator.extractOutputValues();
      assertThat(ids(operator)).containsExactly("1", "2", "3", "4", "5", "6", "7");
      assertEmbedded(events.get(2), "3", ENGLISH);
      assertEmbedded(events.get(3), "4", "jazz");
      assertEmbedded(events.get(4), "5", CHINESE);
      assertEmbedded(events.get(6), "7", "blues");
    }
  }

  @Test
  void notAnyNumberOfRecordsWaitsBehindANewText() throws Exception {
    try (var operator = events(LARGE)) {
      operator.processElement(search("1", ENGLISH), 0);
      for (int n = 2; n < 4_096; n++) {
        operator.processElement(search("" + n, null), 0);
      }
      assertThat(operator.getOutput()).isEmpty();
      operator.processElement(search("4096", null), 0);
      assertThat(ids(operator)).hasSize(4_096).startsWith("1", "2").endsWith("4096");
    }
  }

  @Test
  void anItemsOwnVectorGoesBeforeItsText() throws Exception {
    float[] own = {3, 0, 0, 0, 0, 0, 4, 0};
    try (var operator = open(new ItemText(), LARGE)) {
      operator.processElement(item("a", ENGLISH, null), 0);
      operator.processElement(item("b", ENGLISH, own), 0);
      operator.processElement(item("c", "", null), 0);
      operator.getOperator().finish();
      List<CatalogItem> items = operator.extractOutputValues();
      assertThat(items).extracting(CatalogItem::itemId).containsExactly("a", "b", "c");
      assertThat(items.get(0).vector()).containsExactly(vector(ENGLISH), within(1e-5f));
      // of length 5
      assertThat(items.get(1).vector())
          .containsExactly(new float[] {0.6f, 0, 0, 0, 0, 0, 0.8f, 0}, within(1e-6f));
      assertThat(items.get(2).vector()).isNull();
    }
  }

  @Test
  void aModelThatIsNotThereStopsTheJobForGood() throws Exception {
    VectorizerSettings wrong =
        new VectorizerSettings(
            folder.resolve("nowhere").toString(),
            EncoderChoice.EN,
            null,
            null,
            null,
            Pooling.MEAN,
            10);
    try (var operator =
        new Harness<>(
            new EmbedTextsOperator<>(
                new EventText(true, true), wrong, new BundleSettings(1, AGE)))) {
      assertThatThrownBy(operator::open).isInstanceOf(SuppressRestartsException.class);
    }
  }

  @Test
  void aJobThatMayTakeMoreThanIsSetAsideDoesNotStart() throws Exception {
    int before = Encoders.holders(EncoderSpec.ALL_MINILM_L6_V2);
    Configuration taskManager = new Configuration();
    taskManager.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(1));
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setTaskManagerRuntimeInfo(new TestingTaskManagerRuntimeInfo(taskManager))
            .build();
    try (var operator =
        new Harness<>(
            new EmbedTextsOperator<>(
                new EventText(true, true), settings, new BundleSettings(1, AGE)),
            environment)) {
      assertThatThrownBy(operator::open)
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("raise it to the sum")
          .hasMessageContaining("taskmanager.memory.task.off-heap.size 1 mb");
    }
    assertThat(Encoders.holders(EncoderSpec.ALL_MINILM_L6_V2)).isEqualTo(before);
  }

  @Test
  void theEncodersAreGivenBack() throws Exception {
    int before = Encoders.holders(EncoderSpec.ALL_MINILM_L6_V2);
    try (var operator = events(1)) {
      assertThat(Encoders.holders(EncoderSpec.ALL_MINILM_L6_V2)).isEqualTo(before + 1);
      operator.processElement(search("1", ENGLISH), 0);
    }
    assertThat(Encoders.holders(EncoderSpec.ALL_MINILM_L6_V2)).isEqualTo(before);
  }

  private static void assertEmbedded(Event event, String id, String text) {
    assertThat(event.eventId()).isEqualTo(id);
    assertThat(event.text()).isEqualTo(text);
    assertThat(event.textVector()).containsExactly(vector(text), within(1e-5f));
  }

  private static float[] vector(String text) {
    return vectorizer.vectors(Arrays.asList(text))[0];
  }

  private static List<String> ids(Harness<Event> operator) {
    return operator.extractOutputValues().stream().map(Event::eventId).toList();
  }

  private static Event search(String id, String text) {
    return new Event(id, "ann", null, EventType.SEARCH, text, null, 0, null, null, null, null);
  }

  private static CatalogItem item(String id, String title, float[] vector) {
    return new CatalogItem(id, title, null, List.of(), vector, "en", 0);
  }

  private static Harness<Event> events(int bundle) throws Exception {
    return open(new EventText(true, true), bundle);
  }

  private static <T> Harness<T> open(TextAccess<T> access, int bundle) throws Exception {
    Harness<T> harness =
        new Harness<>(new EmbedTextsOperator<>(access, settings, new BundleSettings(bundle, AGE)));
    harness.open();
    return harness;
  }

  /** The operator between sources and windows. */
  private static final class Harness<T> extends OneInputStreamOperatorTestHarness<T, T> {
    Harness(EmbedTextsOperator<T> operator) throws Exception {
      super(operator);
    }

    Harness(EmbedTextsOperator<T> operator, MockEnvironment environment) throws Exception {
      super(operator, environment);
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException("The harness could not be closed", e);
      }
    }
  }
}
