package org.interesttracker.job;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.Either;
import org.interesttracker.event.DeadLetter;

/**
 * Turns a record of a source into a value, or into a dead letter. Runs inside the source, so that
 * watermarks are made per partition, from parsed records only: a bad record cannot move them.
 *
 * @param <T> the value
 */
interface RecordParser<T> extends Serializable {

  /**
   * @param source topic or file
   * @param partition its Kafka partition; 0 for files
   * @param offset its Kafka offset; the line number from 1 for files
   */
  Either<DeadLetter, T> parse(byte[] record, String source, int partition, long offset);

  /** How many bytes a record may have; longer ones need not be read whole. */
  int maxBytes();

  TypeInformation<Either<DeadLetter, T>> producedType();
}
