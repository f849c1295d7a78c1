package org.interesttracker.similarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.Json;
import org.interesttracker.event.RejectedRecordException;

/**
 * Reads similarity rows that were computed elsewhere: {@code {"item_id": "a", "version": 1,
 * "neighbours": [{"item_id": "b", "similarity": 0.5}]}}.
 */
public final class SimilarityRowParser {

  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(SimilarityRow.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final int maxBytes;

  public SimilarityRowParser(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Parses one row.
   *
   * @throws RejectedRecordException with the field that is wrong
   */
  public SimilarityRow parse(byte[] json, long nowMillis) throws RejectedRecordException {
    if (json.length > maxBytes) {
      throw new RejectedRecordException(
          Reason.OVERSIZED, "The record has more than " + maxBytes + " bytes");
    }
    SimilarityRow row = read(json);
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

  private static SimilarityRow read(byte[] json) throws RejectedRecordException {
    try {
      SimilarityRow row = READER.readValue(json);
      if (row != null) {
        return row;
      }
    } catch (JsonProcessingException e) {
      throw new RejectedRecordException(
          Reason.MALFORMED, "The record is not a JSON object of the expected form");
    } catch (IOException e) {
      throw new RejectedRecordException(Reason.MALFORMED, "The record is not UTF-8 JSON");
    }
    throw new RejectedRecordException(Reason.MALFORMED, "The record is null");
  }
}
