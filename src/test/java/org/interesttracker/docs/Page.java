package org.interesttracker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of documentation, by its parts, so that tests can hold it to the code. */
public final class Page {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");

  private final String text;

  private Page(String text) {
    this.text = text;
  }

  /** Reads a page of the folder docs. */
  public static Page read(String name) {
    return at(Path.of("docs", name));
  }

  static Page at(Path file) {
    try {
      return new Page(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text() {
    return text;
  }

  /** The lines of all blocks of code that begin with these words. */
  public List<String> examples(String language) {
    return blocks(language).stream().flatMap(String::lines).toList();
  }

  /** All blocks of code that begin with these words. */
  public List<String> blocks(String language) {
    return Pattern.compile(
            "(?m)^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /**
   * The rows of the table with this head, in the section with this title: what the first cell
   * quotes, and the other cells.
   */
  public Map<String, String> table(String title, String head) {
    String section = text.substring(text.indexOf("\n## " + title + "\n"));
    String table = section.substring(section.indexOf("\n" + head));
    return ROW.matcher(table.substring(0, table.indexOf("\n\n")))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
  }
}
