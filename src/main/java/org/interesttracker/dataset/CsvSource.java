package org.interesttracker.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Rows of a delimited file. A column is named by the header, or by its number from 1.
 *
 * @param delimiter one or more characters
 * @param header whether the first row names the columns
 * @param quotes whether a double quote encloses a field
 */
record CsvSource(String delimiter, boolean header, boolean quotes, Charset charset)
    implements RowSource {

  @Override
  public void read(Path file, Set<String> columns, LongConsumer progress, Sink sink)
      throws IOException {
    try (BufferedReader reader = InputFile.open(file, charset, progress);
        CSVParser parser = format().parse(reader)) {
      requireColumns(file, parser, columns);
      readRows(parser, sink);
    }
  }

  private static void readRows(CSVParser parser, Sink sink) throws IOException {
    Iterator<CSVRecord> records = parser.iterator();
    long line = parser.getCurrentLineNumber() + 1;
    try {
      while (records.hasNext()) {
        CSVRecord row = records.next();
        sink.row(line, column -> texts(parser, row, column));
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CSVException)) {
        throw e.getCause();
      }
      sink.bad(line, "A quote that opens here is never closed, so the rest is unreadable.");
    }
  }

  private CSVFormat format() {
    CSVFormat.Builder format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuote(quotes ? '"' : null)
            .setIgnoreEmptyLines(true)
            .setTrailingData(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setAllowMissingColumnNames(true);
    return header ? format.setHeader().setSkipHeaderRecord(true).get() : format.get();
  }

  private static void requireColumns(Path file, CSVParser parser, Set<String> columns)
      throws IOException {
    List<String> names = parser.getHeaderNames();
    for (String column : columns) {
      if (!names.contains(column) && !isNumber(column)) {
        throw new IOException(
            "The file %s has no column \"%s\"; expected a number from 1%s."
                .formatted(file, column, names.isEmpty() ? "" : " or one of " + names));
      }
    }
  }

  private static List<String> texts(CSVParser parser, CSVRecord row, String column) {
    Integer named = parser.getHeaderMap() == null ? null : parser.getHeaderMap().get(column);
    int index = named != null ? named : Integer.parseInt(column) - 1;
    String text = index < row.size() ? row.get(index).strip() : "";
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static boolean isNumber(String column) {
    return column.matches("[1-9]\\d{0,5}");
  }
}
