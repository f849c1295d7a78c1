package org.interesttracker.event;

import static org.interesttracker.event.RejectedRecordException.required;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The fields of a catalog item on their way in. */
final class CatalogFields implements RecordReader.Fields {

  private String itemId;
  private String title;
  private String description;
  private List<String> categories = List.of();
  private float[] vector;
  private String language;
  private Long timestamp;

  @Override
  public void take(String name, FieldReader field) throws IOException, RejectedRecordException {
    switch (name) {
      case "item_id" -> itemId = field.id();
      case "title" -> title = field.text();
      case "description" -> description = field.text();
      case "categories" -> categories = Categories.read(field);
      case "vector" -> vector = ItemVector.read(field);
      case "language" -> language = field.language();
      case "time" -> timestamp = field.timestamp();
      default -> {}
    }
  }

  CatalogItem toItem() throws RejectedRecordException {
    return new CatalogItem(
        required("item_id", itemId),
        Objects.requireNonNullElse(title, ""),
        description,
        categories,
        vector,
        language,
        Objects.requireNonNullElse(timestamp, 0L));
  }
}
