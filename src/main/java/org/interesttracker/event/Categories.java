package org.interesttracker.event;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Topic names: an array of texts, or one text with bars between, as film catalogs write them. */
final class Categories {

  private static final int MAX = 32;
  private static final String EXPECTED = "an array of texts, or one text with bars between";

  private Categories() {}

  /** The names, cleaned, without empty ones and repeats, in their order. */
  static List<String> read(FieldReader field) throws IOException, RejectedRecordException {
    List<String> names = field.isArray() ? elements(field) : split(field.string(EXPECTED));
    if (names.size() > MAX) {
      throw field.invalid("has more than " + MAX + " entries");
    }
    return names.stream()
        .filter(Objects::nonNull)
        .map(field::clean)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> elements(FieldReader field)
      throws IOException, RejectedRecordException {
    List<String> names = new ArrayList<>();
    while (field.nextElement()) {
      names.add(field.string(EXPECTED));
    }
    return names;
  }

  private static List<String> split(String names) {
    return names == null
        ? List.of()
        : Arrays.stream(names.split("\\|")).map(String::strip).toList();
  }
}
