package org.interesttracker.similarity;

import java.util.Arrays;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.RejectedRecordException;

/** Reads count seeds as the command similarity writes them, for the channels of a job. */
public final class CountSeedParser {

  private final Channels channels;
  private final RowReader<CountSeed> reader;

  public CountSeedParser(Channels channels, int maxBytes) {
    this.channels = channels;
    this.reader = new RowReader<>(CountSeed.class, maxBytes);
  }

  /**
   * Parses one seed.
   *
   * @return what it adds to the counts of its item
   * @throws RejectedRecordException with the field that is wrong
   */
  public CountDelta parse(byte[] json, long nowMillis) throws RejectedRecordException {
    CountSeed seed = reader.read(json);
    if (seed.itemId() == null
        || seed.timestamp() == 0
        || seed.layout() == null
        || seed.totals() == null
        || seed.pairs() == null) {
      throw new RejectedRecordException(
          Reason.MISSING_FIELD, "A count seed needs item_id, time, layout, totals and pairs");
    }
    if (seed.layout() != channels.layout()) {
      throw new RejectedRecordException(
          Reason.INVALID_FIELD,
          "layout is that of other channels than those of similarity.channels; it must be what it"
              + " was for the command similarity");
    }
    require(seed.totals(), channels.size(), "totals");
    for (double[] pair : seed.pairs().values()) {
      require(pair, channels.width(), "each of pairs");
    }
    return seed.delta();
  }

  private static void require(double[] values, int length, String field)
      throws RejectedRecordException {
    if (values == null
        || values.length != length
        || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new RejectedRecordException(
          Reason.INVALID_FIELD, field + " must have " + length + " finite numbers");
    }
  }
}
