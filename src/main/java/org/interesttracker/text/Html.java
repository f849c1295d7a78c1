package org.interesttracker.text;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;

/** Takes the text out of HTML. */
final class Html {

  private Html() {}

  /** The visible text; what has neither a known tag nor an entity comes back as it is. */
  static String toText(String text) {
    if (hasTag(text)) {
      return Jsoup.parseBodyFragment(text).text();
    }
    int entity = text.indexOf('&');
    boolean hasEntity = entity >= 0 && text.indexOf(';', entity) >= 0;
    return hasEntity ? Parser.unescapeEntities(text, false) : text;
  }

  /** "a < b", "I <3 it" and "List<String>" are no HTML. */
  private static boolean hasTag(String text) {
    for (int i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
      if (text.startsWith("<!--", i) || isTag(text, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTag(String text, int offset) {
    int start = text.startsWith("/", offset) ? offset + 1 : offset;
    int end = start;
    while (end < text.length() && isAsciiLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end > start
        && endsName(text, end)
        && text.indexOf('>', end) >= 0
        && Tag.isKnownTag(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private static boolean endsName(String text, int end) {
    return end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) >= 0;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
