package org.interesttracker.savepoint;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.UserState;
import org.interesttracker.seal.Sealed;

/** Reads what the interest operator keeps of each user, or of one. */
final class ReadUserFunction extends KeyedStateReaderFunction<String, SavedUser> {

  private static final long serialVersionUID = 1L;

  /** State that has expired since the snapshot is still in it, and is shown. */
  static final Duration NEVER = Duration.ofDays(36_500);

  private final String only;
  private transient ValueState<Object> state;
  private transient ValueState<ConsentHistory> consents;

  /**
   * @param only the user to read; null for all
   */
  ReadUserFunction(String only) {
    this.only = only;
  }

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(InterestState.userDescriptor(NEVER));
    consents = getRuntimeContext().getState(InterestState.consentsDescriptor());
  }

  @Override
  public void readKey(String userId, Context context, Collector<SavedUser> out) throws Exception {
    if (only != null && !only.equals(userId)) {
      return;
    }
    Object held = state.value();
    UserState user = held instanceof UserState readable ? readable : null;
    out.collect(new SavedUser(userId, user, consents(user), held instanceof Sealed));
  }

  /** Where they lie by themselves; in older snapshots only with the rest. */
  private ConsentHistory consents(UserState user) throws Exception {
    ConsentHistory said = consents.value();
    if (said == null && user != null) {
      return user.getProfile().getConsents();
    }
    return said == null ? ConsentHistory.NONE : said;
  }
}
