package org.interesttracker.event;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.interesttracker.fuzz.Target;
import org.interesttracker.text.TextCleaner;

/** Parsers of records, with the cleaner that the job gives them. */
public final class EventTargets {

  private EventTargets() {}

  public static Map<String, Target> all() {
    UnaryOperator<String> cleaner = new TextCleaner()::clean;
    return Map.of(
        "event", of(new EventParser(cleaner)::parse),
        "catalog-item", of(new CatalogParser(cleaner)::parse),
        "control-message", of(new ControlParser(cleaner)::parse),
        "similarity-row", of(Parsers.ROWS::parse),
        "count-seed", of(Parsers.SEEDS::parse));
  }

  private static Target of(Parsers.Parser parser) {
    return Target.of(
        bytes -> Json.MAPPER.writeValueAsBytes(parser.parse(bytes, Parsers.NOW)),
        RejectedRecordException.class);
  }
}
