package org.interesttracker.broadcast;

import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.similarity.SimilarityRow;

/** What every subtask is told; exactly one of the parts is set. */
public record Broadcast(CatalogItem item, SimilarityRow row, ControlMessage activation) {

  public static Broadcast of(CatalogItem item) {
    return new Broadcast(item, null, null);
  }

  public static Broadcast of(SimilarityRow row) {
    return new Broadcast(null, row, null);
  }

  public static Broadcast of(ControlMessage activation) {
    return new Broadcast(null, null, activation);
  }
}
