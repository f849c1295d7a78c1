package org.interesttracker.job;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Either;
import org.interesttracker.event.DeadLetter;
import org.interesttracker.event.InputLimits;
import org.interesttracker.event.RejectedRecordException;

/** Parses with one of the strict parsers, which are made where they are used. */
final class JsonParser<T> implements RecordParser<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final ParserFactory<T> factory;
  private final Limits limits;
  private final boolean keepRaw;
  private transient Parser<T> parser;

  /**
   * @param keepRaw whether a dead letter holds the first bytes of the record, which may name a user
   */
  JsonParser(Class<T> type, Limits limits, boolean keepRaw, ParserFactory<T> factory) {
    this.type = type;
    this.limits = limits;
    this.keepRaw = keepRaw;
    this.factory = factory;
  }

  /** What inputs must keep to. */
  record Limits(int maxBytes, int maxTextLength, Duration maxFuture) implements Serializable {

    InputLimits records() {
      return new InputLimits(maxBytes, maxFuture);
    }
  }

  /** Parses one record. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(byte[] json, long nowMillis) throws RejectedRecordException;
  }

  /** Makes a parser. */
  @FunctionalInterface
  interface ParserFactory<T> extends Serializable {
    Parser<T> create(Limits limits);
  }

  @Override
  public Either<DeadLetter, T> parse(byte[] record, String source, int partition, long offset) {
    if (parser == null) {
      parser = factory.create(limits);
    }
    long now = System.currentTimeMillis();
    try {
      return Either.Right(parser.parse(record, now));
    } catch (RejectedRecordException e) {
      DeadLetter letter =
          DeadLetter.of(e.reason(), e.getMessage(), source, partition, offset, record, now);
      return Either.Left(keepRaw ? letter : letter.withoutRaw());
    }
  }

  @Override
  public int maxBytes() {
    return limits.maxBytes();
  }

  @Override
  public TypeInformation<Either<DeadLetter, T>> producedType() {
    return Types.EITHER(TypeInformation.of(DeadLetter.class), TypeInformation.of(type));
  }
}
