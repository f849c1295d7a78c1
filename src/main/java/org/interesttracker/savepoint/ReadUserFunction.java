package org.interesttracker.savepoint;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.UserState;

/**
 * Reads what the interest operator keeps of each user, or of one. What is sealed by a user's key is
 * passed over.
 */
final class ReadUserFunction extends KeyedStateReaderFunction<String, SavedUser> {

  private static final long serialVersionUID = 1L;

  /** State that has expired since the snapshot is still in it, and is shown. */
  static final Duration NEVER = Duration.ofDays(36_500);

  private final String only;
  private transient ValueState<Object> state;

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
    if (state.value() instanceof UserState user) {
      out.collect(new SavedUser(userId, user));
    }
  }
}
