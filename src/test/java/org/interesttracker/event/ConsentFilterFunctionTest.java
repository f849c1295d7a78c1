package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.interesttracker.seal.SealSettings;
import org.junit.jupiter.api.Test;

class ConsentFilterFunctionTest {

  @Test
  void eventsGoOnWhereTheirPurposeIsConsentedToWhateverTheOrderInWhichTheyCome() throws Exception {
    try (Harness filter = opened(Consent.ALL)) {
      filter.send(event("ann", 25));
      filter.send(event("ann", 15));
      filter.send(consent("ann", 20, Map.of(Purpose.LEARN, true)));
      filter.send(event("ann", 10));
      filter.send(consent("ann", 10, Map.of(Purpose.LEARN, false)));
      filter.send(event("ben", 15));
      filter.send(event("ann", 5));
      assertThat(filter.passed()).as("time has not come").isEmpty();
      filter.processWatermark(new Watermark(30));

      assertThat(filter.passed())
          .containsExactly("ann 5", "ann 10", "ann order 10", "ben 15", "ann order 20", "ann 25");
    }
  }

  @Test
  void lateEventsAreJudgedByTheirOwnTime() throws Exception {
    try (Harness filter = opened(Consent.ALL)) {
      filter.send(consent("ann", 10, Map.of(Purpose.PROFILE, false)));
      filter.processWatermark(new Watermark(30));
      filter.send(event("ann", 15));
      filter.send(event("ann", 9));

      assertThat(filter.passed()).containsExactly("ann order 10", "ann 9");
    }
  }

  @Test
  void anotherPurposesWithdrawalHoldsNothingBack() throws Exception {
    try (Harness filter = opened(Consent.ALL)) {
      filter.send(consent("ann", 1, Map.of(Purpose.RECOMMEND, false, Purpose.PUBLISH, false)));
      filter.send(event("ann", 2));
      filter.processWatermark(new Watermark(2));

      assertThat(filter.passed()).containsExactly("ann order 1", "ann 2");
    }
  }

  @Test
  void whatWasSaidAndWhatWaitsIsThereAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (Harness filter = opened(Consent.NONE)) {
      filter.send(consent("ann", 1, Map.of(Purpose.PROFILE, true, Purpose.LEARN, true)));
      filter.processWatermark(new Watermark(1));
      filter.send(event("ann", 5));
      filter.send(event("ben", 5));
      snapshot = filter.snapshot(1, 1);
    }
    try (Harness filter = new Harness(Consent.NONE, seals())) {
      filter.initializeState(snapshot);
      filter.open();
      filter.processWatermark(new Watermark(5));
      filter.send(event("ann", 6));
      filter.processWatermark(new Watermark(6));

      assertThat(filter.passed()).containsExactly("ann 5", "ann 6");
    }
  }

  @Test
  void anErasureForgetsWhatWasSaid() throws Exception {
    try (Harness filter = opened(Consent.ALL)) {
      filter.send(
          UserMessage.of(
              new ControlMessage(ControlType.CONSENT_WITHDRAWN, "ann", null, null, null, 1)));
      filter.send(
          UserMessage.of(new ControlMessage(ControlType.ERASE_USER, "ann", null, null, null, 2)));
      filter.send(event("ann", 3));
      filter.processWatermark(new Watermark(3));

      assertThat(filter.passed()).containsExactly("ann order 1", "ann order 2", "ann 3");
      assertThat(filter.numKeyedStateEntries()).isZero();
      assertThat(filter.numEventTimeTimers()).isZero();
    }
  }

  private static UserMessage event(String user, long time) {
    return UserMessage.of(
        new Event(
            user + time, user, "i", EventType.CLICK, null, null, time, null, null, null, null));
  }

  private static UserMessage consent(String user, long time, Map<Purpose, Boolean> purposes) {
    return UserMessage.of(ControlMessage.consent(user, purposes, null, time));
  }

  /** Whether state is sealed; it makes no difference. */
  SealSettings seals() {
    return SealSettings.OFF;
  }

  private Harness opened(Consent byDefault) throws Exception {
    Harness filter = new Harness(byDefault, seals());
    filter.open();
    return filter;
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, UserMessage, UserMessage> {

    Harness(Consent byDefault, SealSettings seals) throws Exception {
      super(
          new KeyedProcessOperator<>(new ConsentFilterFunction(Purpose.LEARN, byDefault, seals)),
          UserMessage::userId,
          Types.STRING);
    }

    void send(UserMessage message) throws Exception {
      processElement(new StreamRecord<>(message, message.timestamp()));
    }

    List<String> passed() {
      return extractOutputValues().stream()
          .map(
              message ->
                  message.userId()
                      + (message.event() == null ? " order " : " ")
                      + message.timestamp())
          .toList();
    }

    /** Without a checked exception, as try-with-resources wants it. */
    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
