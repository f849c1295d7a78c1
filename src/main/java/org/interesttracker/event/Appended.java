package org.interesttracker.event;

import java.util.ArrayList;
import java.util.List;

/** Lists in state, which are not changed where they lie but replaced by longer ones. */
public final class Appended {

  private Appended() {}

  /**
   * A list with one element more.
   *
   * @param held what is in state; null counts as empty
   */
  public static <T> List<T> to(List<T> held, T element) {
    List<T> longer = held == null ? new ArrayList<>() : new ArrayList<>(held);
    longer.add(element);
    return longer;
  }
}
