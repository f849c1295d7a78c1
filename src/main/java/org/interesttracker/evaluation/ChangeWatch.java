package org.interesttracker.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.ItemNumbers;

/**
 * How soon the lists of one model follow users whose interest is known to change: after how many
 * events of the new interest's time half of the list is of the new interest.
 */
final class ChangeWatch {

  /** Length of the list. */
  static final int LIST = 10;

  /** Never, within the data. */
  static final int NEVER = Integer.MAX_VALUE;

  private final Map<String, Watched> users = new HashMap<>();
  private final Catalog catalog;
  private final ItemNumbers numbers;

  ChangeWatch(List<KnownChange> changes, Catalog catalog, ItemNumbers numbers) {
    this.catalog = catalog;
    this.numbers = numbers;
    changes.forEach(change -> users.put(change.userId(), new Watched(change)));
  }

  /** Whether the list that is made before an event is worth a look. */
  boolean wants(String user, long time) {
    Watched watched = users.get(user);
    return watched != null
        && time >= watched.change.changeTime()
        && watched.eventsUntilHalf == NEVER;
  }

  /** Looks at the list made before an event that {@link #wants} told of. */
  void look(String user, Ranking ranking) {
    Watched watched = users.get(user);
    int fitting = 0;
    for (int place = 0; place < Math.min(LIST, ranking.size()); place++) {
      CatalogItem item = catalog.item(numbers.id(ranking.top(place)));
      fitting +=
          item != null && item.categories().stream().anyMatch(watched.isNew::contains) ? 1 : 0;
    }
    if (2 * fitting >= LIST) {
      watched.eventsUntilHalf = watched.events;
    }
    watched.events++;
  }

  /**
   * By user that had a list after the change: the number of events, or {@link #NEVER}; ascending.
   */
  int[] eventsUntilHalf() {
    int[] all =
        users.values().stream()
            .filter(user -> user.events > 0)
            .mapToInt(user -> user.eventsUntilHalf)
            .toArray();
    Arrays.sort(all);
    return all;
  }

  /** The upper median; {@link #NEVER} where half or more were never followed. */
  static int median(int[] ascending) {
    return ascending.length == 0 ? NEVER : ascending[ascending.length / 2];
  }

  private static final class Watched {
    private final KnownChange change;
    private final Set<String> isNew;
    private int events;
    private int eventsUntilHalf = NEVER;

    Watched(KnownChange change) {
      this.change = change;
      this.isNew = new HashSet<>(change.newTopics());
      change.oldTopics().forEach(isNew::remove);
    }
  }
}
