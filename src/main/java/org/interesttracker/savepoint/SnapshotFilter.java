package org.interesttracker.savepoint;

import java.io.ObjectInputFilter;

/**
 * What may be deserialised while a snapshot is read. Flink keeps some of a snapshot as serialized
 * Java objects and reads back whatever class they name, so a crafted snapshot would run code of
 * libraries that happen to be there. With this filter only classes of Flink, of the job and of the
 * language come to be.
 */
public final class SnapshotFilter {

  private static final String ALLOWED =
      "maxdepth=100;maxrefs=10000000;"
          + "java.lang.*;java.lang.invoke.*;java.math.*;java.net.URI;java.time.*;"
          + "java.util.*;java.util.concurrent.**;java.util.function.*;"
          + "org.apache.flink.**;org.interesttracker.**;!*";

  private SnapshotFilter() {}

  /**
   * For this process, from now on: for a command that does nothing but read snapshots.
   *
   * @throws IllegalStateException if the process has a filter already
   */
  public static void install() {
    ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(ALLOWED));
  }
}
