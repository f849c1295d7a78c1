package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Reads parts on several threads and hands over what they find on the calling one, since a table is
 * filled by one thread.
 *
 * @param <T> what is read
 */
final class Parts<T> {

  /** So many records go over at once, lest threads wait for each other at each. */
  private static final int BATCH = 64;

  private static final int WAITING_BATCHES = 32;

  private final BlockingQueue<Batch<T>> queue = new ArrayBlockingQueue<>(WAITING_BATCHES);

  /** Reads one part. */
  interface Reader<T> {
    void read(int part, ThrowingConsumer<T, Exception> out) throws Exception;
  }

  /**
   * @param records in the order of a part
   * @param last whether the part has no more
   * @param failure that ended the part, an error of the JVM perhaps; null if none did
   */
  private record Batch<T>(List<T> records, boolean last, Throwable failure) {}

  /**
   * @param done is called after each part
   */
  void read(int[] parts, Reader<T> reader, ThrowingConsumer<T, Exception> out, Runnable done)
      throws Exception {
    int threads = Math.min(parts.length, Runtime.getRuntime().availableProcessors());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (int part : parts) {
        workers.submit(() -> send(part, reader));
      }
      int left = parts.length;
      while (left > 0) {
        Batch<T> batch = queue.take();
        for (T record : batch.records) {
          out.accept(record);
        }
        if (batch.failure != null) {
          ExceptionUtils.rethrowException(batch.failure);
        }
        if (batch.last) {
          left--;
          done.run();
        }
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private Void send(int part, Reader<T> reader) throws InterruptedException {
    List<T> records = new ArrayList<>();
    Throwable failure = null;
    try {
      reader.read(
          part,
          record -> {
            records.add(record);
            if (records.size() == BATCH) {
              queue.put(new Batch<>(List.copyOf(records), false, null));
              records.clear();
            }
          });
    } catch (Throwable e) {
      // Whoever waits for the part must be told, whatever it is.
      failure = e;
    }
    queue.put(new Batch<>(List.copyOf(records), true, failure));
    return null;
  }
}
