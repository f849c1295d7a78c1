package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountDelta;

/**
 * What one user added to the item counts, kept as the events that did: replayed through the same
 * links they give the same increments, to be subtracted when the user is erased. Not thread-safe.
 */
public final class CountedHistory {

  private final InterestSettings settings;
  private final int limit;
  private final Supplier<List<HistoryEvent>> stored;
  private final Consumer<CountDelta> takenBack;
  private List<HistoryEvent> added = new ArrayList<>();
  private boolean erased;

  /**
   * @param stored reads what was kept before; asked only where that is needed
   * @param takenBack receives what takes back what the user added, one by one: merged with what is
   *     added it would leave what rounding leaves
   */
  public CountedHistory(
      InterestSettings settings,
      Supplier<List<HistoryEvent>> stored,
      Consumer<CountDelta> takenBack) {
    this.settings = settings;
    this.limit = settings.similarity().userBounds().erasableEvents();
    this.stored = stored;
    this.takenBack = takenBack;
  }

  /** Whether what was kept before is to be forgotten. */
  boolean isErased() {
    return erased;
  }

  /** What is to be kept beside it. */
  public List<HistoryEvent> added() {
    return added;
  }

  private List<HistoryEvent> whole() {
    List<HistoryEvent> whole = new ArrayList<>(erased ? List.of() : stored.get());
    whole.addAll(added);
    return whole;
  }

  /**
   * Notes an event.
   *
   * @param tail before it
   */
  void add(EventTail tail, TailEvent event, boolean counted) {
    if (limit > 0) {
      boolean first = tail.getEvents().isEmpty();
      added.add(HistoryEvent.of(event, first, counted, settings.countLayout()));
    }
  }

  /** Notes that events were taken out of the tail; what they added to the counts stays there. */
  void forgot(EventTail tail) {
    if (limit > 0) {
      added.addAll(standing(tail));
    }
  }

  /**
   * Hands over what takes back all that is known of the user in the counts, and forgets it.
   *
   * @param events how many events the user had
   */
  Taken erase(String userId, long events) {
    Channels channels = settings.similarity().channels();
    Replay replay = new Replay(delta -> takenBack.accept(delta.negated().by(userId, channels)));
    Set<Long> withoutItem = new HashSet<>();
    for (HistoryEvent event : whole()) {
      replay.take(event);
      if (event.itemId() == null) {
        withoutItem.add(event.timestamp());
      }
    }
    added = new ArrayList<>();
    erased = true;
    long left = Math.max(0, events - replay.counted - withoutItem.size());
    return new Taken(replay.counted, left);
  }

  /**
   * What became of the user's events in the item counts.
   *
   * @param back how many events were taken back
   * @param left how many more there were at the most that may have been counted, and stay
   */
  record Taken(long back, long left) {}

  /**
   * The latest events, as many as can be taken back, with the tail that they begin with, so that
   * they give what they gave.
   */
  List<HistoryEvent> latest() {
    List<HistoryEvent> history = whole();
    int from = Math.max(0, history.size() - limit);
    Replay replay = new Replay(delta -> {});
    history.subList(0, from).forEach(replay::take);
    List<HistoryEvent> latest = new ArrayList<>();
    if (replay.isTailKnown) {
      latest.addAll(standing(replay.tail));
    }
    latest.addAll(history.subList(from, history.size()));
    return latest;
  }

  private List<HistoryEvent> standing(EventTail tail) {
    List<HistoryEvent> standing = new ArrayList<>();
    for (TailEvent event : tail.getEvents()) {
      standing.add(HistoryEvent.of(event, standing.isEmpty(), false, settings.countLayout()));
    }
    return standing;
  }

  /**
   * Goes through a history with the tail as it was. The beginning may be missing, because old state
   * is dropped; then the tail is known again from where as many events came as it holds: what it
   * had before has left it by then.
   */
  private final class Replay {
    private final Consumer<CountDelta> deltas;
    private EventTail tail = new EventTail();
    private boolean isTailKnown;
    private long counted;

    Replay(Consumer<CountDelta> deltas) {
      this.deltas = deltas;
    }

    void take(HistoryEvent step) {
      boolean sameLayout = step.layout() == settings.countLayout();
      if (step.first() || !sameLayout) {
        tail = new EventTail();
        isTailKnown = sameLayout;
      }
      if (!sameLayout) {
        return;
      }
      TailEvent event = step.toTailEvent();
      if (step.counted() && isTailKnown) {
        ItemLinks.emit(tail, event, settings.similarity(), counts -> counts.forEach(deltas));
        counted++;
      }
      tail.add(event, settings.tailLength());
      isTailKnown |= tail.getEvents().size() == settings.tailLength();
    }
  }
}
