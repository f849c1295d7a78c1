package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdater;
import org.interesttracker.interest.UserState;
import org.interesttracker.interest.UserTurn;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.model.Catalog;
import org.interesttracker.similarity.CoOccurrence;
import org.interesttracker.similarity.CountDelta;

/**
 * Moves users' interest forward by the classes of the job, one window an event. Many users go
 * together, since a step of the sequence model costs as much for one; that changes nothing, because
 * a user's interest depends on the user's own events alone.
 */
final class Replay {

  private final InterestSettings settings;
  private final Catalog catalog;
  private final Supplier<InterestUpdater> updater;
  private final Map<String, UserState> states = new HashMap<>();

  /**
   * @param updater asked again for each call of {@link #advance}, since the model may change
   */
  Replay(InterestSettings settings, Catalog catalog, Supplier<InterestUpdater> updater) {
    this.settings = settings;
    this.catalog = catalog;
    this.updater = updater;
  }

  /**
   * What an event made of the user's interest.
   *
   * @param deltas what it adds to the item counts
   */
  record Advance(InterestUpdate update, List<CountDelta> deltas) {}

  /**
   * Takes in events.
   *
   * @param events by time
   * @return one for each, in their order
   */
  List<Advance> advance(List<Event> events) {
    Map<String, UserReplay> users = new LinkedHashMap<>();
    events.forEach(event -> users.computeIfAbsent(event.userId(), this::load).add(event));
    updater.get().update(users.values().stream().map(user -> user.turn).toList());
    users.forEach((id, user) -> states.put(id, user.turn.state()));
    return events.stream().map(event -> users.get(event.userId()).next()).toList();
  }

  private UserReplay load(String user) {
    return new UserReplay(user, states.get(user));
  }

  private final class UserReplay {
    private final UserTurn turn;
    private final List<List<CountDelta>> deltas = new ArrayList<>();
    private int taken;

    UserReplay(String user, UserState state) {
      turn = new UserTurn(user, state, settings, catalog, this::add);
    }

    void add(Event event) {
      long time = event.timestamp();
      turn.add(new UserWindow(event.userId(), time, time + 1, 1, List.of(UserMessage.of(event))));
      deltas.add(new ArrayList<>());
    }

    /** Windows close in their order, so what is added belongs to the first that is still open. */
    private void add(CoOccurrence counts) {
      counts.forEach(deltas.get(turn.updates().size())::add);
    }

    Advance next() {
      Advance next = new Advance(turn.updates().get(taken), deltas.get(taken));
      taken++;
      return next;
    }
  }
}
