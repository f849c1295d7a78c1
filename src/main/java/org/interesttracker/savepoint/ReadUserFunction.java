package org.interesttracker.savepoint;

import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.SequenceState;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.interest.UserState;

/** Reads what the interest operator keeps of each user, or of one. */
final class ReadUserFunction extends KeyedStateReaderFunction<String, SavedUser> {

  private static final long serialVersionUID = 1L;

  /** State that has expired since the snapshot is still in it, and is shown. */
  static final Duration NEVER = Duration.ofDays(36_500);

  private final String only;
  private transient ValueState<UserState> state;

  /**
   * @param only the user to read; null for all
   */
  ReadUserFunction(String only) {
    this.only = only;
  }

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(InterestState.userDescriptor(NEVER));
  }

  @Override
  public void readKey(String userId, Context context, Collector<SavedUser> out) throws Exception {
    if (only != null && !only.equals(userId)) {
      return;
    }
    UserState user = state.value();
    if (user != null) {
      out.collect(saved(userId, user));
    }
  }

  private static SavedUser saved(String userId, UserState user) {
    SequenceState sequence = user.getSequence();
    return new SavedUser(
        userId,
        user.getProfile().getFirstSeen(),
        user.getProfile().getLastSeen(),
        user.getProfile().getEvents(),
        user.getProfile().isConsentWithdrawn(),
        user.getProfile().getEventCounts(),
        user.getProfile().getTopics(),
        user.getProfile().getTopicsAsOf(),
        user.getTail().getEvents().stream().map(ReadUserFunction::saved).toList(),
        sequence == null ? null : sequence.modelVersion(),
        sequence == null ? null : sequence.interest());
  }

  private static SavedUser.SavedEvent saved(TailEvent event) {
    return new SavedUser.SavedEvent(
        event.itemId(),
        event.type().name().toLowerCase(Locale.ROOT),
        event.weight(),
        event.timestamp());
  }
}
