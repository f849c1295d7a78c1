package org.interesttracker.similarity;

import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.RejectedRecordException;

/**
 * Reads similarity rows that were computed elsewhere: {@code {"item_id": "a", "version": 1,
 * "neighbours": [{"item_id": "b", "similarity": 0.5}]}}.
 */
public final class SimilarityRowParser {

  private final RowReader<SimilarityRow> reader;

  public SimilarityRowParser(int maxBytes) {
    this.reader = new RowReader<>(SimilarityRow.class, maxBytes);
  }

  /**
   * Parses one row.
   *
   * @throws RejectedRecordException with the field that is wrong
   */
  public SimilarityRow parse(byte[] json, long nowMillis) throws RejectedRecordException {
    SimilarityRow row = reader.read(json);
    if (row.itemId() == null || row.neighbours() == null) {
      throw new RejectedRecordException(
          Reason.MISSING_FIELD, "A similarity row needs item_id and neighbours");
    }
    for (SimilarityRow.Neighbour n : row.neighbours()) {
      if (n == null
          || n.itemId() == null
          || n.similarity() == null
          || !Double.isFinite(n.similarity())) {
        throw new RejectedRecordException(
            Reason.INVALID_FIELD, "Each neighbour needs item_id and a finite similarity");
      }
    }
    return row;
  }
}
