package org.interesttracker.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.interesttracker.event.CatalogItem;

/**
 * What the catalogs of one job in one JVM hold together: each item once, and the indexes of a large
 * catalog. All of them tell it the same news, each in its own time, so what one has told already
 * changes nothing when another tells it. Thread-safe.
 */
public final class SharedItems implements AutoCloseable {

  private static final int IDLE_SECONDS = 10;

  private final Map<String, CatalogItem> items = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor executor = executor();
  private final ApproximateNearest places = new ApproximateNearest(executor);
  private final ApproximateNearest texts = new ApproximateNearest(executor);

  /** One thread for each index; they end when idle. */
  private static ThreadPoolExecutor executor() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            2,
            2,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "nearest-items");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** The item as all hold it: the one given, unless the one held says the same. */
  public CatalogItem held(CatalogItem item) {
    return items.compute(
        item.itemId(), (id, held) -> held != null && held.sameAs(item) ? held : item);
  }

  /** Items by where the model places them. */
  public NearestItems places() {
    return places;
  }

  /** Items by their texts alone. */
  public NearestItems texts() {
    return texts;
  }

  /** How many changes of items the indexes have not taken in yet. */
  public int waiting() {
    return places.waiting() + texts.waiting();
  }

  /** Ends the work on the indexes. */
  @Override
  public void close() {
    places.close();
    texts.close();
    executor.shutdown();
  }
}
