package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as aligned text, numbers to the right. Characters of East Asia take two places. Long texts
 * are shortened where another column follows.
 */
final class TextTable {

  private static final int MAX_WIDTH = 60;
  private static final String GAP = "  ";

  private final List<String> names;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param right by column, whether it is of numbers
   */
  TextTable(List<String> names, boolean[] right) {
    this.names = names;
    this.right = right;
  }

  void add(List<String> cells) {
    int last = cells.size() - 1;
    List<String> row = new ArrayList<>(cells);
    row.subList(0, last).replaceAll(TextTable::shortened);
    rows.add(row);
  }

  /** The lines, the first with the names. */
  List<String> lines() {
    int[] widths = names.stream().mapToInt(TextTable::width).toArray();
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(names, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String blanks = " ".repeat(widths[c] - width(cells.get(c)));
      line.append(c == 0 ? "" : GAP);
      line.append(right[c] ? blanks + cells.get(c) : cells.get(c) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String shortened(String cell) {
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int at = 0; at < cell.length(); ) {
      int character = cell.codePointAt(at);
      width += width(character);
      if (width > MAX_WIDTH) {
        return kept.append('…').toString();
      }
      kept.appendCodePoint(character);
      at += Character.charCount(character);
    }
    return cell;
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int character) {
    return Character.isIdeographic(character)
            || character >= 0x3000 && character <= 0x30FF
            || character >= 0xAC00 && character <= 0xD7AF
            || character >= 0xFF01 && character <= 0xFF60
        ? 2
        : 1;
  }
}
