package org.interesttracker.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language tag such as en, zh-CN or pt_BR. */
final class LanguageTag {

  private static final Pattern TAG = Pattern.compile("([A-Za-z]{2,3})([-_].*)?", Pattern.DOTALL);

  private LanguageTag() {}

  /** The primary subtag in lower case; null if the text is null or no tag. */
  static String primary(String tag) {
    if (tag == null) {
      return null;
    }
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
  }
}
