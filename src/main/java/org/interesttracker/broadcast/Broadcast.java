package org.interesttracker.broadcast;

import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.UserItems;

/**
 * What every subtask is told; exactly one of the parts is set.
 *
 * @param counts a row that was learned
 * @param row a row that was computed elsewhere
 * @param user what others may be recommended because of a user
 */
public record Broadcast(
    CatalogItem item,
    CountRow counts,
    SimilarityRow row,
    ControlMessage activation,
    UserItems user) {

  public static Broadcast of(CatalogItem item) {
    return new Broadcast(item, null, null, null, null);
  }

  public static Broadcast of(CountRow counts) {
    return new Broadcast(null, counts, null, null, null);
  }

  public static Broadcast of(SimilarityRow row) {
    return new Broadcast(null, null, row, null, null);
  }

  public static Broadcast of(ControlMessage activation) {
    return new Broadcast(null, null, null, activation, null);
  }

  public static Broadcast of(UserItems user) {
    return new Broadcast(null, null, null, null, user);
  }
}
