package org.interesttracker.event;

import java.util.function.UnaryOperator;

/**
 * Reads control messages from JSON by the rules of docs/INPUT.md. Thread-safe if the cleaner is;
 * not serializable.
 */
public final class ControlParser {

  private final RecordReader reader;

  /** With {@link InputLimits#DEFAULT}. */
  public ControlParser(UnaryOperator<String> cleaner) {
    this(cleaner, InputLimits.DEFAULT);
  }

  /**
   * @param cleaner for the topic; it must be the one that cleans the categories of the catalog, or
   *     the topic is not found
   */
  public ControlParser(UnaryOperator<String> cleaner, InputLimits limits) {
    this.reader = new RecordReader(cleaner, limits);
  }

  /**
   * @param json one JSON object in UTF-8
   * @param nowMillis the present, epoch milliseconds; {@link Long#MAX_VALUE} to accept any time
   * @throws RejectedRecordException with the first fault found
   */
  public ControlMessage parse(byte[] json, long nowMillis) throws RejectedRecordException {
    ControlFields fields = new ControlFields();
    reader.read(json, nowMillis, fields);
    return fields.toMessage();
  }
}
