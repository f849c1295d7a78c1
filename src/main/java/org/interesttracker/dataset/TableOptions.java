package org.interesttracker.dataset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.interesttracker.event.EventType;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that csv and jsonl share: which column holds what, and how it is read. */
final class TableOptions {

  /** What the rows are. */
  enum Records {
    EVENTS,
    CATALOG
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files to read, one after the other; gzip is recognised.")
  List<Path> files;

  @Option(
      names = "--records",
      paramLabel = "KIND",
      description =
          "What the rows are: events (writes events.jsonl and catalog.jsonl), or catalog (writes"
              + " catalog.jsonl alone, so run it second). Default: events.")
  Records records = Records.EVENTS;

  @Option(names = "--user", paramLabel = "C", description = "Column of the user; events need it.")
  String user;

  @Option(names = "--item", paramLabel = "C", description = "Column of the item.")
  String item;

  @Option(
      names = "--time",
      paramLabel = "C",
      description =
          "Column of the time; events need it. A number below 10^11 is epoch seconds, else epoch"
              + " milliseconds; anything else is ISO-8601.")
  String time;

  @Option(names = "--text", paramLabel = "C", description = "Column of what the user wrote.")
  String text;

  @Option(
      names = "--value",
      paramLabel = "C",
      description = "Column of the stars, the quantity or the seconds.")
  String value;

  @Option(names = "--type", paramLabel = "C", description = "Column of the event type.")
  String type;

  @Option(names = "--session", paramLabel = "C", description = "Column of the session.")
  String session;

  @Option(
      names = "--event-id",
      paramLabel = "C",
      description = "Column of the event id. Default: user:item:milliseconds:line.")
  String eventId;

  @Option(
      names = "--language",
      paramLabel = "C",
      description = "Column of the language, ISO 639-1.")
  String language;

  @Option(names = "--title", paramLabel = "C", description = "Column of the item's title.")
  String title;

  @Option(names = "--description", paramLabel = "C", description = "Column of its description.")
  String description;

  @Option(
      names = "--category",
      paramLabel = "C",
      description = "Column of its categories; may be repeated, the most specific first.")
  List<String> categories = List.of();

  @Option(
      names = "--vector",
      paramLabel = "C",
      description =
          "Column of a vector that was computed elsewhere: a JSON array, or numbers with spaces"
              + " between.")
  String vector;

  @Option(
      names = "--category-separator",
      paramLabel = "X",
      description = "What stands between the categories of one column. Default: ${DEFAULT-VALUE}")
  String categorySeparator = "|";

  @Option(
      names = "--item-pattern",
      paramLabel = "REGEX",
      description =
          "For a column of several items: each match is one (its group 1, if it has groups)."
              + " Default: the column is one item.")
  Pattern itemPattern;

  @Option(
      names = "--default-type",
      paramLabel = "TYPE",
      description = "Event type of rows without one. Default: click.")
  EventType defaultType = EventType.CLICK;

  @Option(
      names = "--map-type",
      paramLabel = "NAME=TYPE",
      description = "What a name in the type column means, such as pv=view; may be repeated.")
  Map<String, EventType> typeNames = new LinkedHashMap<>();

  @Option(
      names = "--default-language",
      paramLabel = "CODE",
      description = "Language of rows without one, ISO 639-1. Default: unknown.")
  String defaultLanguage;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of the times, as of java.time.format.DateTimeFormatter, such as \"M/d/yyyy"
              + " h:mm:ss a\". Default: see --time.")
  String timeFormat;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Zone of times that name none. Default: UTC.")
  ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "Encoding of the files. Default: UTF-8.")
  Charset charset = StandardCharsets.UTF_8;
}
