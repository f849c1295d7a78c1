package org.interesttracker.event;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads catalog items by the rules of docs/INPUT.md. Not thread-safe. */
public final class CatalogParser {

  private static final int MAX_CATEGORIES = 32;
  private static final int MIN_VECTOR = 2;
  private static final int MAX_VECTOR = 4_096;

  private final JsonFactory factory;
  private final int maxBytes;
  private final UnaryOperator<String> cleaner;

  /**
   * @param maxBytes longer records are refused
   * @param cleaner applied to texts; returns null for nothing left
   */
  public CatalogParser(int maxBytes, UnaryOperator<String> cleaner) {
    this.factory = JsonRecord.factory(maxBytes);
    this.maxBytes = maxBytes;
    this.cleaner = cleaner;
  }

  /** The fields as they come. */
  private static final class Draft {
    private String itemId;
    private String title = "";
    private String description;
    private List<String> categories = List.of();
    private float[] vector;
    private String language;
    private long time;
  }

  /**
   * Parses one item.
   *
   * @param nowMillis not used: an item may be announced ahead of its time
   * @throws RejectedRecordException with the field that is wrong
   */
  public CatalogItem parse(byte[] json, long nowMillis) throws RejectedRecordException {
    Draft draft = new Draft();
    try (JsonRecord record = JsonRecord.open(factory, json, maxBytes)) {
      String field;
      while ((field = record.nextField()) != null) {
        take(field, record, draft);
      }
    } catch (IOException e) {
      throw JsonRecord.malformed(e);
    }
    return new CatalogItem(
        Fields.required("item_id", draft.itemId),
        draft.title,
        draft.description,
        draft.categories,
        draft.vector,
        draft.language,
        draft.time);
  }

  private void take(String field, JsonRecord record, Draft draft)
      throws RejectedRecordException, IOException {
    switch (field) {
      case "item_id" -> draft.itemId = Fields.id(field, record.text(field));
      case "title" -> {
        String title = clean(record.text(field));
        draft.title = title == null ? "" : title;
      }
      case "description" -> draft.description = clean(record.text(field));
      case "categories" -> draft.categories = clean(record.texts(field, MAX_CATEGORIES));
      case "vector" -> draft.vector = record.vector(field, MIN_VECTOR, MAX_VECTOR);
      case "language" -> draft.language = Fields.language(record.text(field));
      case "time" -> {
        String time = record.text(field);
        draft.time = time == null ? 0 : Fields.time(field, time.strip());
      }
      default -> record.skip();
    }
  }

  private String clean(String text) {
    return text == null ? null : cleaner.apply(text);
  }

  private List<String> clean(List<String> texts) {
    List<String> clean = new ArrayList<>(texts.size());
    for (String text : texts) {
      String category = clean(text);
      if (category != null && !clean.contains(category)) {
        clean.add(category);
      }
    }
    return clean;
  }
}
