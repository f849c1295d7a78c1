package org.interesttracker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.interesttracker.interest.UserState;
import org.junit.jupiter.api.Test;

class FilledStateTest {

  private static final int USERS = 600;

  @Test
  void aUserHasAFullTailAndAnLstmStateAndWhatWasCounted() {
    SampleUsers users = SampleUsers.make(2);
    UserState state = users.state(0);

    assertThat(state.getTail().getEvents()).hasSize(InterestOperator.settings().tailLength());
    assertThat(state.getSequence().hidden()).isNotEqualTo(users.state(1).getSequence().hidden());
    assertThat(state.getProfile().getEvents()).isEqualTo(SampleUsers.EVENTS);
    assertThat(users.history(0)).hasSize(SampleUsers.EVENTS);
  }

  @Test
  void theInterestOperatorStartsWithItAndItIsAsLongAsWhatItHolds() throws Exception {
    FilledState state = new FilledState(USERS, false);

    assertThat(new ManyUsersRate(state, USERS).perSecond()).isPositive();
    assertThat((double) state.bytes() / USERS)
        .isBetween(700.0, 2.0 * SampleUsers.make(1).stateBytes(0).length);
  }
}
