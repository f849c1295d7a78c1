package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.interesttracker.event.ConsentChange;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.EventType;
import org.interesttracker.event.Purpose;
import org.interesttracker.interest.Preferences.Leaning;
import org.junit.jupiter.api.Test;

class UserStateSerializerTest {

  /**
   * {@link #sample} without preferences as format 1 wrote it, byte for byte: what savepoints out
   * there hold.
   */
  private static final String FORMAT_1 =
      "00000072010380c0a8ca9a3a80897a000a000000000000010000010106e794b5e5"
          + "bdb1000000000000f83f02330569f09f98800000000000001240000000000000104000149a999999"
          + "9999b93fff887a020000803e000040c0027631ff887a020000803f0100000002000000c0d00f4940010000003f";

  /** {@link #sample} as format 2 wrote it, with consent as a flag. */
  private static final String FORMAT_2 =
      "00000090020780c0a8ca9a3a80897a000a000000000000010000010106e794b5e5bdb10000000000"
          + "00f83f02330569f09f98800000000000001240000000000000104000149a9999999999b93fff887a"
          + "020000803e000040c0027631ff887a020000803f0100000002000000c0d00f4940010000003f0202"
          + "693103e9a1b90106e794b5e5bdb1020102693205000562696b657304";

  private static final UserStateSerializer SERIALIZER = new UserStateSerializer();

  @Test
  void aStateSurvivesItsBytes() throws Exception {
    assertSame(read(write(sample())), sample());
    assertSame(read(write(UserState.empty())), UserState.empty());
    assertSame(SERIALIZER.copy(sample()), sample());
  }

  @Test
  void aCopySharesNothing() {
    UserState original = sample();
    UserState copy = SERIALIZER.copy(original);
    copy.getProfile().topics().add("other", 1, 5, 10);
    copy.getTail().add(new TailEvent("x", EventType.CLICK, null, 1, 2, null), 5);
    assertSame(original, sample());
  }

  @Test
  void stateOfFormatOneIsRead() throws Exception {
    assertSame(
        read(HexFormat.of().parseHex(FORMAT_1)),
        sample(Preferences.NONE, ConsentHistory.withdrawn(), null));
  }

  @Test
  void stateOfFormatTwoIsReadAndItsWithdrawalHoldsForAllPurposes() throws Exception {
    UserState read = read(HexFormat.of().parseHex(FORMAT_2));
    assertSame(read, sample(PREFERENCES, ConsentHistory.withdrawn(), null));
    assertThat(Purpose.all()).noneMatch(purpose -> read.getProfile().allows(purpose, 0));
    assertThat(read.getProfile().consent().since()).as("nobody knows").isNull();
  }

  @Test
  void stateOfFormatTwoWithoutAWithdrawalSaysNothingOfConsent() throws Exception {
    byte[] bytes = HexFormat.of().parseHex(FORMAT_2);
    bytes[5] &= ~1;
    assertSame(read(bytes), sample(PREFERENCES, ConsentHistory.NONE, null));
  }

  @Test
  void stateOfALaterFormatIsRefused() throws Exception {
    byte[] bytes = write(sample());
    bytes[4]++;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of format 4, this version reads 3");
  }

  @Test
  void aUserWithATailOfTwentyEventsAndStateOfSixtyFourIsSmall() throws Exception {
    UserState state = UserState.empty();
    for (int i = 0; i < 20; i++) {
      long time = 1_700_000_000_000L + i * 40_000L;
      state.getProfile().count(EventType.CLICK, time);
      state.getProfile().topics().add("topic-" + i % 10, 1, time, 86_400_000);
      state
          .getTail()
          .add(new TailEvent("item-" + 1_000 * i, EventType.CLICK, null, 1, time, null), 20);
    }
    SequenceState sequence =
        new SequenceState(
            "fa6133e51b56", new float[64], new float[64], new float[64], 1_700_000_800_000L);
    UserState whole =
        new UserState(state.getProfile(), state.getTail(), sequence, Preferences.NONE);
    assertThat(write(whole)).hasSizeLessThan(1_500);
  }

  @Test
  void theSnapshotOfASavepointGivesTheSerializerBack() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
        out, SERIALIZER.snapshotConfiguration());
    TypeSerializerSnapshot<UserState> read =
        TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    TypeSerializerSchemaCompatibility<UserState> compatibility =
        SERIALIZER.snapshotConfiguration().resolveSchemaCompatibility(read);
    assertThat(compatibility.isCompatibleAsIs()).isTrue();
    assertThat(read.restoreSerializer()).isEqualTo(SERIALIZER);
  }

  private static final Preferences PREFERENCES =
      new Preferences(
          List.of("i1", "项"),
          List.of("电影"),
          List.of(new Leaning("i2", null, -3), new Leaning(null, "bikes", 2)));

  private static UserState sample() {
    EventTail learned = new EventTail();
    learned.add(new TailEvent("k", EventType.LIKE, null, 3, 1_999_999_000_000L, null), 9);
    return sample(
        PREFERENCES,
        ConsentHistory.withdrawn()
            .with(
                new ConsentChange(
                    List.of(Purpose.RECOMMEND),
                    List.of(Purpose.PROFILE),
                    "2026-03 中",
                    1_999_999_500_000L))
            .with(new ConsentChange(Purpose.all(), List.of(), null, 2_000_000_000_001L)),
        learned);
  }

  private static UserState sample(
      Preferences preferences, ConsentHistory consents, EventTail learned) {
    UserState state = UserState.empty();
    UserProfile profile = state.getProfile();
    profile.count(EventType.RATING, 2_000_000_000_000L);
    profile.count(EventType.SKIP, 1_999_999_000_000L);
    profile.topics().add("电影", 1.5, 2_000_000_000_000L, 10_000);
    profile.restore(consents);
    EventTail tail = state.getTail();
    tail.add(new TailEvent("i\ud83d\ude00", EventType.RATING, 4.5, 4, 2_000_000_000_000L, null), 9);
    tail.add(
        new TailEvent(
            null, EventType.SEARCH, null, 0.1, 1_999_999_000_000L, new float[] {0.25f, -3}),
        9);
    SequenceState sequence =
        new SequenceState(
            "v1",
            new float[] {1, Float.MIN_VALUE},
            new float[] {-2, 3.14159f},
            new float[] {0.5f},
            1_999_999_000_000L);
    return new UserState(profile, tail, learned, sequence, preferences);
  }

  private static void assertSame(UserState actual, UserState expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    assertThat(actual.getProfile().getEventCounts())
        .isEqualTo(expected.getProfile().getEventCounts());
  }

  @Test
  void countsAreTalliedByWireName() {
    assertThat(sample().getProfile().getEventCounts()).isEqualTo(Map.of("rating", 1L, "skip", 1L));
  }

  private static byte[] write(UserState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    SERIALIZER.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private static UserState read(byte[] bytes) throws IOException {
    return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
  }
}
