package org.interesttracker.event;

import java.util.function.UnaryOperator;

/**
 * Reads events from JSON by the rules of docs/INPUT.md. Thread-safe if the cleaner is; not
 * serializable.
 */
public final class EventParser {

  private final RecordReader reader;

  /** With {@link InputLimits#DEFAULT}. */
  public EventParser(UnaryOperator<String> cleaner) {
    this(cleaner, InputLimits.DEFAULT);
  }

  /**
   * @param cleaner for the texts; it may return null when nothing is left
   */
  public EventParser(UnaryOperator<String> cleaner, InputLimits limits) {
    this.reader = new RecordReader(cleaner, limits);
  }

  /**
   * @param json one JSON object in UTF-8
   * @param nowMillis the present, epoch milliseconds; {@link Long#MAX_VALUE} to accept any time
   * @throws RejectedRecordException with the first fault found
   */
  public Event parse(byte[] json, long nowMillis) throws RejectedRecordException {
    EventFields fields = new EventFields();
    reader.read(json, nowMillis, fields);
    return fields.toEvent();
  }
}
