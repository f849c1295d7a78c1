package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;

/**
 * A record that could not be used, kept so that nothing is lost.
 *
 * @param reason why, machine-readable
 * @param detail why, in a sentence that names the field, without its content
 * @param source topic or file it came from
 * @param partition its Kafka partition; 0 for files
 * @param offset its Kafka offset; the line number from 1 for files
 * @param raw the first bytes of the record, bounded, Base64 in JSON
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
    @JsonProperty("time")
        @JsonSerialize(using = EpochMillis.Serializer.class)
        @JsonDeserialize(using = EpochMillis.Deserializer.class)
        long timestamp) {

  private static final int MAX_RAW = 4_096;

  /** A letter with the first bytes of the record. */
  public static DeadLetter of(
      Reason reason,
      String detail,
      String source,
      int partition,
      long offset,
      byte[] record,
      long nowMillis) {
    byte[] raw = record.length <= MAX_RAW ? record : Arrays.copyOf(record, MAX_RAW);
    return new DeadLetter(reason, detail, source, partition, offset, raw, record.length, nowMillis);
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
