package org.interesttracker.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.interesttracker.interest.HistoryEvent;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.interest.Lstm;
import org.interesttracker.interest.UserState;
import org.interesttracker.interest.UserStateSerializer;
import org.interesttracker.interest.UserTurn;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ModelFiles;

/**
 * What is kept of users who had 24 events each, which is more than a tail holds, made by the
 * classes of the interest operator and the shipped model.
 */
final class SampleUsers {

  private static final int WINDOWS = 8;

  /** Of each user. */
  static final int EVENTS = WINDOWS * UserWindows.EVENTS;

  private static final int INITIAL_BYTES = 2_048;

  private final List<UserState> states;
  private final List<List<HistoryEvent>> histories;

  private SampleUsers(List<UserState> states, List<List<HistoryEvent>> histories) {
    this.states = states;
    this.histories = histories;
  }

  /** As many, each with events of their own. */
  static SampleUsers make(int count) {
    InterestModel model = ModelFiles.load("");
    Catalog catalog = new Catalog(model);
    UserWindows.items().forEach(catalog::put);
    List<UserTurn> turns = new ArrayList<>();
    for (int user = 0; user < count; user++) {
      UserTurn turn =
          new UserTurn("user-" + user, null, InterestOperator.settings(), catalog, delta -> {});
      for (int window = 0; window < WINDOWS; window++) {
        turn.add(UserWindows.window(user + (long) window * count, count));
      }
      turns.add(turn);
    }
    try (Lstm lstm = new Lstm(model)) {
      new InterestUpdater(lstm, count).update(turns);
    }
    return new SampleUsers(
        turns.stream().map(UserTurn::state).toList(),
        turns.stream().map(turn -> turn.history().added()).toList());
  }

  /** What a user's events added to the item counts. */
  List<HistoryEvent> history(long user) {
    return histories.get((int) (user % histories.size()));
  }

  UserState state(long user) {
    return states.get((int) (user % states.size()));
  }

  byte[] stateBytes(long user) throws IOException {
    return bytes(new UserStateSerializer(), state(user));
  }

  /** Of an event that was counted. */
  byte[] eventBytes(long user) throws IOException {
    return bytes(
        InterestState.countedDescriptor(InterestOperator.TTL).getElementSerializer(),
        history(user).get(EVENTS - 1));
  }

  /** But for the length, which is written with any array of bytes. */
  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    serializer.serialize(value, out);
    byte[] bytes = out.getCopyOfBuffer();
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }
}
