package org.interesttracker.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.EpochMillis;
import org.interesttracker.interest.InterestUpdate.TopicWeight;

/** How soon the tracked interest followed the known changes. */
final class ChangeReport {

  /** A change counts as followed within so many of the user's windows. */
  static final int WINDOWS = 3;

  private final List<KnownChange> changes;
  private final Map<String, List<Topics>> updates;

  /**
   * @param updates all updates, in any order
   */
  ChangeReport(List<KnownChange> changes, List<Topics> updates) {
    this.changes = changes;
    this.updates =
        updates.stream()
            .filter(update -> !update.erased())
            .sorted(Comparator.comparingLong(Topics::timestamp))
            .collect(Collectors.groupingBy(Topics::userId));
  }

  int users() {
    return changes.size();
  }

  /** How many users had a topic of the new interest on top in time. */
  long followed() {
    return changes.stream().filter(this::followed).count();
  }

  boolean followed(KnownChange change) {
    return after(change).stream()
        .limit(WINDOWS)
        .anyMatch(
            update ->
                !update.topics().isEmpty()
                    && change.newTopics().contains(update.topics().get(0).topic()));
  }

  /** The heaviest topics in the last window before the change. */
  List<TopicWeight> before(KnownChange change) {
    List<Topics> before =
        of(change).stream().filter(u -> u.timestamp() < change.changeTime()).toList();
    return before.isEmpty() ? List.of() : top(before.get(before.size() - 1));
  }

  /** The heaviest topics in the third window after the change. */
  List<TopicWeight> soonAfter(KnownChange change) {
    List<Topics> after = after(change);
    return after.isEmpty() ? List.of() : top(after.get(Math.min(WINDOWS, after.size()) - 1));
  }

  private List<Topics> after(KnownChange change) {
    return of(change).stream().filter(u -> u.timestamp() >= change.changeTime()).toList();
  }

  private List<Topics> of(KnownChange change) {
    return updates.getOrDefault(change.userId(), List.of());
  }

  /** The heaviest topics of an update that the user likes. */
  static List<TopicWeight> top(Topics update) {
    return update.topics().stream().filter(topic -> topic.weight() > 0).limit(3).toList();
  }

  /** What the report needs of an interest update; to read no more of the file is faster. */
  record Topics(
      String userId,
      List<TopicWeight> topics,
      @JsonProperty("time") @EpochMillis long timestamp,
      boolean erased) {}
}
