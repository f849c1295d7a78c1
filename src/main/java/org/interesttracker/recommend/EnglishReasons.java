package org.interesttracker.recommend;

import org.interesttracker.event.EventType;

final class EnglishReasons implements ReasonWords {

  @Override
  public String items(Basis basis, Deed deed) {
    return (basis == Basis.HISTORY ? "Fits what you did lately: you " : "Because you ")
        + did(deed.type()).formatted(deed.title());
  }

  private static String did(EventType type) {
    if (type == null) {
      return "met \"%s\"";
    }
    return switch (type) {
      case CLICK, VIEW, DISLIKE, SKIP, SHOWN -> "looked at \"%s\"";
      case SEARCH -> "searched for \"%s\"";
      case COMMENT -> "commented on \"%s\"";
      case LIKE -> "liked \"%s\"";
      case RATING -> "rated \"%s\"";
      case PURCHASE -> "bought \"%s\"";
      case SHARE -> "shared \"%s\"";
    };
  }

  @Override
  public String others(Basis basis) {
    return switch (basis) {
      case SIMILAR_ITEMS, HISTORY -> "Fits what you did lately";
      case TOPIC -> "Fits your interests";
      case PEOPLE -> "Chosen by people with similar taste";
      case POPULAR -> "Popular with many people";
      case TRENDING -> "Popular at the moment";
      case REQUEST -> "You asked for more like this";
    };
  }

  @Override
  public String topic(String topic, String percent) {
    return "you are interested in " + topic + " (" + percent + ")";
  }

  @Override
  public String sentence(String opening, String topic) {
    return topic == null ? opening + "." : opening + ", and " + topic + ".";
  }
}
