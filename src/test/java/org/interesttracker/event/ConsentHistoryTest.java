package org.interesttracker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsentHistoryTest {

  private static final Consent ONLY_PROFILE = Consent.byDefault(List.of(Purpose.PROFILE));

  @Test
  void whereNothingWasSaidTheDefaultHolds() {
    assertThat(ConsentHistory.NONE.at(5, Consent.ALL)).isEqualTo(Consent.ALL);
    assertThat(ConsentHistory.NONE.latest(ONLY_PROFILE)).isEqualTo(ONLY_PROFILE);
  }

  @Test
  void anOrderHoldsForWhatComesAfterIt() {
    ConsentHistory history = history(change(10, Map.of(Purpose.LEARN, false), "v1"));

    assertThat(history.at(9, Consent.ALL)).isEqualTo(Consent.ALL);
    assertThat(history.at(10, Consent.ALL)).as("of the same millisecond").isEqualTo(Consent.ALL);
    assertThat(history.at(11, Consent.ALL))
        .isEqualTo(
            new Consent(List.of(Purpose.PROFILE, Purpose.RECOMMEND, Purpose.PUBLISH), "v1", 10L));
    assertThat(history.at(11, ONLY_PROFILE).purposes()).containsExactly(Purpose.PROFILE);
  }

  @Test
  void ofPurposesThatAnOrderDoesNotNameItSaysNothing() {
    ConsentHistory history =
        history(
            change(10, Map.of(Purpose.PROFILE, true, Purpose.LEARN, true), "v1"),
            change(20, Map.of(Purpose.LEARN, false), null));

    assertThat(history.latest(Consent.NONE))
        .isEqualTo(new Consent(List.of(Purpose.PROFILE), "v1", 20L));
  }

  @Test
  void withoutProfileNothingIsAllowedThoughItIsGranted() {
    Consent consent = Consent.byDefault(List.of(Purpose.LEARN, Purpose.RECOMMEND));

    assertThat(consent.purposes()).containsExactly(Purpose.RECOMMEND, Purpose.LEARN);
    assertThat(Purpose.all()).noneMatch(consent::allows);
    assertThat(Purpose.all()).allMatch(Consent.ALL::allows);
  }

  @Test
  void theOrderInWhichOrdersComeDoesNotMatter() {
    Random random = new Random(7);
    List<ConsentChange> changes = new ArrayList<>();
    for (int i = 0; i < ConsentHistory.MAX; i++) {
      Purpose purpose = Purpose.all().get(random.nextInt(4));
      changes.add(change(10 * i, Map.of(purpose, random.nextBoolean()), "v" + i));
    }
    ConsentHistory inOrder = history(changes.toArray(ConsentChange[]::new));
    Collections.shuffle(changes, random);

    assertThat(history(changes.toArray(ConsentChange[]::new))).isEqualTo(inOrder);
  }

  @Test
  void whoChangesOftenKeepsWhatHoldsNowAndLosesOnlyWhatHeldLongAgo() {
    ConsentHistory all = ConsentHistory.NONE;
    List<ConsentChange> changes = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < 100; i++) {
      ConsentChange change =
          change(
              10 * i,
              Map.of(Purpose.all().get(random.nextInt(3)), random.nextBoolean()),
              i == 50 ? "v" : null);
      changes.add(change);
      all = all.with(change);
    }
    // the same without a bound
    ConsentHistory unbounded = new ConsentHistory(changes, false);

    assertThat(all.changes()).hasSize(ConsentHistory.MAX);
    for (long time = 10 * (100 - ConsentHistory.MAX) + 1; time < 1_010; time++) {
      assertThat(all.at(time, Consent.ALL)).isEqualTo(unbounded.at(time, Consent.ALL));
    }
    assertThat(all.at(500, Consent.ALL)).as("not known any more").isEqualTo(Consent.NONE);
    assertThat(all.at(0, Consent.ALL)).isEqualTo(Consent.NONE);
  }

  @Test
  void ordersForAllPurposesAreChangesOfAll() {
    ControlMessage given = new ControlMessage(ControlType.CONSENT_GIVEN, "u", null, null, null, 5);
    ControlMessage withdrawn =
        new ControlMessage(ControlType.CONSENT_WITHDRAWN, "u", null, null, null, 5);

    assertThat(ConsentChange.of(given, 7))
        .isEqualTo(new ConsentChange(Purpose.all(), List.of(), null, 7));
    assertThat(ConsentChange.of(withdrawn, 7))
        .isEqualTo(new ConsentChange(List.of(), Purpose.all(), null, 7));
    assertThatThrownBy(
            () ->
                ConsentChange.of(
                    new ControlMessage(ControlType.ERASE_USER, "u", null, null, null, 5), 7))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWithdrawalOfUnknownTimeHoldsForAllTimes() {
    ConsentHistory history =
        ConsentHistory.withdrawn().with(change(20, Map.of(Purpose.PROFILE, true), "v"));

    assertThat(history.at(Long.MIN_VALUE + 1, Consent.ALL))
        .isEqualTo(new Consent(List.of(), null, null));
    assertThat(history.at(21, Consent.ALL))
        .isEqualTo(new Consent(List.of(Purpose.PROFILE), "v", 20L));
  }

  private static ConsentHistory history(ConsentChange... changes) {
    ConsentHistory history = ConsentHistory.NONE;
    for (ConsentChange change : changes) {
      history = history.with(change);
    }
    return history;
  }

  private static ConsentChange change(
      long since, Map<Purpose, Boolean> purposes, String agreement) {
    return ConsentChange.of(ControlMessage.consent("u", purposes, agreement, since), since);
  }
}
