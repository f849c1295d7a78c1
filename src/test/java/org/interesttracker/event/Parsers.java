package org.interesttracker.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountSeedParser;
import org.interesttracker.similarity.SimilarityRowParser;

/** What the tests of this package share: parsers, a present, and the reason of a refusal. */
final class Parsers {

  static final long NOW = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  static final EventParser EVENTS = new EventParser(UnaryOperator.identity());
  static final CatalogParser ITEMS = new CatalogParser(UnaryOperator.identity());
  static final ControlParser ORDERS = new ControlParser(UnaryOperator.identity());

  static final SimilarityRowParser ROWS = new SimilarityRowParser(InputLimits.DEFAULT.maxBytes());

  static final CountSeedParser SEEDS =
      new CountSeedParser(new Channels(CountChannel.defaults()), InputLimits.DEFAULT.maxBytes());

  private Parsers() {}

  /** One kind of parser. */
  interface Parser {
    Object parse(byte[] json, long nowMillis) throws RejectedRecordException;
  }

  static Parser of(String kind) {
    return switch (kind) {
      case "event" -> EVENTS::parse;
      case "catalog-item" -> ITEMS::parse;
      case "control-message" -> ORDERS::parse;
      case "similarity-row" -> ROWS::parse;
      case "count-seed" -> SEEDS::parse;
      default -> throw new IllegalArgumentException("No parser for " + kind);
    };
  }

  /** Why the record is refused; null if it is not. */
  static DeadLetter.Reason refusal(String kind, byte[] json) {
    try {
      of(kind).parse(json, NOW);
      return null;
    } catch (RejectedRecordException e) {
      return e.reason();
    }
  }

  static Event event(String json) throws RejectedRecordException {
    return EVENTS.parse(utf8(json), NOW);
  }

  static CatalogItem item(String json) throws RejectedRecordException {
    return ITEMS.parse(utf8(json), NOW);
  }

  static ControlMessage order(String json) throws RejectedRecordException {
    return ORDERS.parse(utf8(json), NOW);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
