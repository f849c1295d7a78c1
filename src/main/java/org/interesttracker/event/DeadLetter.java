package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * A record that could not be used, kept so that nothing is lost.
 *
 * @param reason why, machine-readable
 * @param detail why, in a sentence that names the field, without its content
 * @param source topic or file it came from
 * @param partition its Kafka partition; 0 for files
 * @param offset its Kafka offset; the line number from 1 for files
 * @param raw the first bytes of the record, bounded, Base64 in JSON; null where they may name a
 *     user and must not be kept
 * @param rawLength how many bytes the record had
 * @param timestamp when it was refused, epoch milliseconds
 */
public record DeadLetter(
    Reason reason,
    String detail,
    String source,
    int partition,
    long offset,
    byte[] raw,
    int rawLength,
    @EpochMillis @JsonProperty("time") long timestamp) {

  /** What is kept of a record: enough to see what its producer does, too little to fill a topic. */
  public static final int MAX_RAW_BYTES = 4_096;

  /**
   * @param raw the whole record; null for a Kafka record without a value
   */
  public static DeadLetter of(
      Reason reason,
      String detail,
      String source,
      int partition,
      long offset,
      byte[] raw,
      long nowMillis) {
    byte[] whole = raw == null ? new byte[0] : raw;
    byte[] kept = Arrays.copyOf(whole, Math.min(whole.length, MAX_RAW_BYTES));
    return new DeadLetter(reason, detail, source, partition, offset, kept, whole.length, nowMillis);
  }

  /** The same without what stood in the record; it can be found by its place. */
  public DeadLetter withoutRaw() {
    return new DeadLetter(reason, detail, source, partition, offset, null, rawLength, timestamp);
  }

  /** Why a record was refused. */
  public enum Reason {
    MALFORMED,
    OVERSIZED,
    MISSING_FIELD,
    INVALID_FIELD,
    UNKNOWN_TYPE,
    FUTURE_DATED
  }
}
