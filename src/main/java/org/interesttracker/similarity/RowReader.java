package org.interesttracker.similarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.interesttracker.event.DeadLetter.Reason;
import org.interesttracker.event.Json;
import org.interesttracker.event.RejectedRecordException;

/**
 * Reads the form of rows; what is in them is for their parsers to check.
 *
 * @param <T> the row
 */
final class RowReader<T> {

  private final ObjectReader reader;
  private final int maxBytes;

  RowReader(Class<T> type, int maxBytes) {
    this.reader = Json.MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.maxBytes = maxBytes;
  }

  /**
   * @throws RejectedRecordException if the record is too long or not a row
   */
  T read(byte[] json) throws RejectedRecordException {
    if (json.length > maxBytes) {
      throw new RejectedRecordException(
          Reason.OVERSIZED, "The record has more than " + maxBytes + " bytes");
    }
    try {
      T row = reader.readValue(json);
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
