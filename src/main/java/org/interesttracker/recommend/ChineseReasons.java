package org.interesttracker.recommend;

import org.interesttracker.event.EventType;

final class ChineseReasons implements ReasonWords {

  @Override
  public String items(Basis basis, Deed deed) {
    return (basis == Basis.HISTORY ? "符合您最近的行为：您" : "因为您")
        + did(deed.type()).formatted(deed.title());
  }

  private static String did(EventType type) {
    if (type == null) {
      return "接触过《%s》";
    }
    return switch (type) {
      case CLICK, VIEW, DISLIKE, SKIP, SHOWN -> "浏览过《%s》";
      case SEARCH -> "搜索过《%s》";
      case COMMENT -> "评论过《%s》";
      case LIKE -> "喜欢《%s》";
      case RATING -> "给《%s》打过分";
      case PURCHASE -> "购买过《%s》";
      case SHARE -> "分享过《%s》";
    };
  }

  @Override
  public String others(Basis basis) {
    return switch (basis) {
      case SIMILAR_ITEMS, HISTORY -> "符合您最近的行为";
      case TOPIC -> "符合您的兴趣";
      case PEOPLE -> "与您品味相近的人选择了它";
      case POPULAR -> "受到很多人欢迎";
      case TRENDING -> "近期热门";
      case REQUEST -> "您希望多看到这类内容";
    };
  }

  @Override
  public String topic(String topic, String percent) {
    return "您对" + topic + "感兴趣（" + percent + "）";
  }

  @Override
  public String sentence(String opening, String topic) {
    return topic == null ? opening + "。" : opening + "，并且" + topic + "。";
  }
}
