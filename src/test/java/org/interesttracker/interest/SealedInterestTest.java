package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Clicks;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.TrackInterestOperatorTest.Harness;
import org.interesttracker.model.ModelFixtures;
import org.interesttracker.seal.SealFolder;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.similarity.TestCounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of track-interest under users' keys, in both state backends. */
class SealedInterestTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MAX_PARALLELISM = 16;
  private static final List<String> USERS = List.of("ann", "ben", "cem", "dia", "eva", "fay");

  @TempDir private Path folder;
  private String model;
  private SealFolder seals;

  @BeforeEach
  void prepare() throws Exception {
    model = ModelFixtures.untrained(folder.resolve("model"), 8, 16, 1).toUri().toString();
    seals = new SealFolder(folder.resolve("keys"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sealedStateGoesOnAsPlainStateDoes(boolean rocks) throws Exception {
    List<InterestUpdate> plain = second(first(SealSettings.OFF, rocks), SealSettings.OFF, rocks);
    List<InterestUpdate> sealed = second(first(seals.on(), rocks), seals.on(), rocks);
    assertSame(sealed, plain);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sealingIsSwitchedOnAndOffAtASavepoint(boolean rocks) throws Exception {
    List<InterestUpdate> plain = second(first(SealSettings.OFF, rocks), SealSettings.OFF, rocks);
    assertSame(second(first(SealSettings.OFF, rocks), seals.on(), rocks), plain);
    assertSame(second(first(seals.on(), rocks), seals.off(), rocks), plain);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sealedStateIsSpreadOverSubtasks(boolean rocks) throws Exception {
    List<InterestUpdate> plain = second(first(SealSettings.OFF, rocks), SealSettings.OFF, rocks);
    OperatorSubtaskState whole = first(seals.on(), rocks);
    for (int part = 0; part < 2; part++) {
      int mine = part;
      try (Harness operator = harness(seals.on(), rocks, 2, part)) {
        operator.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                whole, MAX_PARALLELISM, 1, 2, part));
        operator.open();
        operator.processWatermark2(Watermark.MAX_WATERMARK);
        List<String> users =
            USERS.stream()
                .filter(
                    user ->
                        mine
                            == KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                user, MAX_PARALLELISM, 2))
                .toList();
        assertThat(users).isNotEmpty();
        for (String user : users) {
          operator.processElement1(window(user, 1, "i5"));
        }
        assertSame(
            operator.extractOutputValues(),
            plain.stream().filter(update -> users.contains(update.userId())).toList());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOldSavepointTellsNothingOfAUserWhoseKeyIsGone(boolean rocks) throws Exception {
    OperatorSubtaskState old = first(seals.on(), rocks);
    seals.shred("ann", HOUR);

    List<InterestUpdate> anew = second(old, seals.on(), rocks);

    List<InterestUpdate> plain = second(first(SealSettings.OFF, rocks), SealSettings.OFF, rocks);
    assertThat(anew).extracting(InterestUpdate::userId).containsExactlyElementsOf(USERS);
    assertThat(items(anew.get(0))).as("only of the new window").containsExactly("i5");
    assertThat(items(plain.get(0))).containsExactly("i5", "i4", "i3");
    assertSame(anew.subList(1, anew.size()), plain.subList(1, plain.size()));
  }

  /** Of the heap's; the files of RocksDB are compressed. */
  @Test
  void noBytesOfASnapshotNameWhatAUserDid() throws Exception {
    String plain = contents(first(SealSettings.OFF, false));
    assertThat(plain).contains("topic1").contains("\u0002i4").contains("\u0003i4");
    String sealed = contents(first(seals.on(), false));
    assertThat(sealed).contains("ann").doesNotContain("topic1");
    assertThat(sealed).doesNotContain("\u0002i4").doesNotContain("\u0003i4");
  }

  @Test
  void whatWaitsForTheCatalogIsSealedToo() throws Exception {
    OperatorSubtaskState waiting;
    try (Harness operator = harness(seals.on(), false, 1, 0)) {
      operator.open();
      operator.processElement1(window("ann", 0, "item-of-ann"));
      operator.processElement1(window("ben", 0, "i4"));
      waiting = operator.snapshot(1, 1);
    }
    assertThat(contents(waiting)).doesNotContain("item-of-ann");
    seals.shred("ann", HOUR);
    try (Harness operator = harness(seals.on(), false, 1, 0)) {
      operator.initializeState(waiting);
      operator.open();
      TrackInterestOperatorTest.catalog(operator);
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processWatermark1(new Watermark(HOUR));
      assertThat(operator.extractOutputValues())
          .extracting(InterestUpdate::userId)
          .containsExactly("ben");
    }
  }

  @Test
  void whatComesAfterAnErasureIsUnderTheNewKey() throws Exception {
    OperatorSubtaskState state;
    try (Harness operator = ready(seals.on(), false)) {
      operator.processElement1(window("ann", 0, "i3"));
      seals.keys().create("ann", HOUR + 1);
      ControlMessage erase =
          new ControlMessage(ControlType.ERASE_USER, "ann", null, null, null, HOUR);
      operator.processElement1(
          new StreamRecord<>(
              new UserWindow("ann", HOUR, 2 * HOUR, 0, List.of(UserMessage.of(erase)))));
      operator.processElement1(window("ann", 2, "i4"));
      state = operator.snapshot(1, 1);
    }
    assertThat(seals.keys().destroy("ann", HOUR + 1)).isEqualTo(1);
    try (Harness operator = harness(seals.on(), false, 1, 0)) {
      operator.initializeState(state);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processElement1(window("ann", 3, "i5"));
      assertThat(items(operator.extractOutputValues().get(0))).containsExactly("i5", "i4");
    }
  }

  @Test
  void nothingOfATimeWhoseKeyIsGoneIsKept() throws Exception {
    seals.keys().create("ann", 0);
    seals.shred("ann", 10 * HOUR);
    try (Harness operator = ready(seals.on(), false)) {
      operator.processElement1(window("ann", 0, "i3"));
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void sealedStateWithoutKeysEndsInASentence() throws Exception {
    OperatorSubtaskState sealed = first(seals.on(), false);
    assertThatThrownBy(() -> second(sealed, SealSettings.OFF, false))
        .hasMessageContaining(
            "There are sealed values, but privacy.user-keys-path does not say where their keys are");
  }

  private OperatorSubtaskState first(SealSettings settings, boolean rocks) throws Exception {
    try (Harness operator = ready(settings, rocks)) {
      for (String user : USERS) {
        operator.processElement1(window(user, 0, "i3", "i4"));
      }
      return operator.snapshot(1, 1);
    }
  }

  private List<InterestUpdate> second(
      OperatorSubtaskState state, SealSettings settings, boolean rocks) throws Exception {
    try (Harness operator = harness(settings, rocks, 1, 0)) {
      operator.initializeState(state);
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      for (String user : USERS) {
        operator.processElement1(window(user, 1, "i5"));
      }
      return operator.extractOutputValues();
    }
  }

  private Harness ready(SealSettings settings, boolean rocks) throws Exception {
    Harness operator = harness(settings, rocks, 1, 0);
    operator.open();
    TrackInterestOperatorTest.catalog(operator);
    operator.processWatermark2(Watermark.MAX_WATERMARK);
    return operator;
  }

  private Harness harness(SealSettings settings, boolean rocks, int parallelism, int subtask)
      throws Exception {
    StateBackend backend =
        rocks ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    Harness harness =
        new Harness(
            new TrackInterestOperator(
                new InterestSettings(
                    new EventWeights(Map.of(), 2.5),
                    24 * HOUR,
                    0.9,
                    0.5,
                    10,
                    50,
                    20,
                    256,
                    100,
                    TestCounts.weighted()),
                new BundleSettings(1, 50),
                4,
                model,
                Duration.ofDays(1),
                settings,
                false),
            parallelism,
            subtask);
    harness.setStateBackend(backend);
    return harness;
  }

  private static void assertSame(List<InterestUpdate> actual, List<InterestUpdate> expected) {
    assertThat(actual).isNotEmpty();
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  private static List<String> items(InterestUpdate update) {
    return update.recentItems().stream().map(InterestUpdate.ItemWeight::itemId).toList();
  }

  /** All bytes of the keyed state, each as a character. */
  private static String contents(OperatorSubtaskState state) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (KeyedStateHandle handle : state.getManagedKeyedState()) {
      try (var in = ((KeyGroupsStateHandle) handle).openInputStream()) {
        in.transferTo(bytes);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static StreamRecord<UserWindow> window(String user, int n, String... items) {
    List<UserMessage> messages = new ArrayList<>();
    for (String item : items) {
      long time = n * HOUR + messages.size() * 1_000L;
      messages.add(UserMessage.of(Clicks.of(user + time, user, item, time)));
    }
    return new StreamRecord<>(
        new UserWindow(user, n * HOUR, (n + 1) * HOUR, messages.size(), messages));
  }
}
