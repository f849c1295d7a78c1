package org.interesttracker.recommend;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.interest.BlockList;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.recommend.Recommendation.Reason;

/**
 * Says why an item suits a user, by what contributes most to its score and by the user's own items
 * and topics. Items that the user gave no weight above 0, or blocked, are not named.
 */
final class Reasons {

  /** A smaller share of the interest is not worth a word. */
  private static final double LEAST_SHARE = 0.01;

  private static final ReasonWords ENGLISH = new EnglishReasons();
  private static final ReasonWords CHINESE = new ChineseReasons();

  private final Catalog catalog;
  private final ItemBehind itemBehind;
  private final Map<String, Basis> bases = new HashMap<>();

  Reasons(Catalog catalog, List<Scorer> scorers) {
    this.catalog = catalog;
    this.itemBehind = new ItemBehind(catalog, scorers);
    scorers.forEach(scorer -> bases.put(scorer.name(), scorer.basis()));
    bases.put(Leanings.NAME, Basis.REQUEST);
  }

  /**
   * @param contributions to the item's score, by name
   * @param nameable the user's items that may be named, see {@link #nameable}
   */
  Reason of(
      String itemId,
      Map<String, Double> contributions,
      InterestUpdate interest,
      Map<String, ItemWeight> nameable) {
    Basis basis = basis(contributions);
    ItemWeight item =
        itemBehind.find(itemId, basis, contributions, interest, nameable).orElse(null);
    TopicWeight topic = topic(catalog.item(itemId), interest.topics());
    ReasonWords.Deed deed = deed(item, nameable);
    return new Reason(
        basis,
        item == null ? null : item.itemId(),
        item == null ? null : catalog.title(item.itemId()).orElse(null),
        item == null ? 0 : item.weight(),
        topic == null ? null : topic.topic(),
        topic == null ? 0 : topic.share(),
        text(ENGLISH, basis, deed, topic),
        text(CHINESE, basis, deed, topic));
  }

  /** What contributes most in all. */
  private Basis basis(Map<String, Double> contributions) {
    Map<Basis, Double> sums = new EnumMap<>(Basis.class);
    contributions.forEach(
        (name, part) -> {
          if (bases.containsKey(name)) {
            sums.merge(bases.get(name), part, Double::sum);
          }
        });
    return sums.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /** What the user gave the items that may be named, latest first: the same for a whole list. */
  Map<String, ItemWeight> nameable(InterestUpdate interest) {
    BlockList blocked = new BlockList(interest.preferences(), catalog);
    Map<String, ItemWeight> nameable = new LinkedHashMap<>();
    for (ItemWeight item : interest.recentItems()) {
      if (item.weight() > 0 && !blocked.blocks(item.itemId())) {
        nameable.put(item.itemId(), item);
      }
    }
    return nameable;
  }

  /** The topics come heaviest first, so the first that fits is the one. */
  private static TopicWeight topic(CatalogItem item, List<TopicWeight> topics) {
    return item == null
        ? null
        : topics.stream()
            .filter(topic -> topic.weight() > 0 && item.categories().contains(topic.topic()))
            .findFirst()
            .orElse(null);
  }

  /** Null where no item is named, or the item has no title. */
  private ReasonWords.Deed deed(ItemWeight item, Map<String, ItemWeight> nameable) {
    return item == null
        ? null
        : catalog
            .title(item.itemId())
            .filter(title -> !title.isEmpty())
            .map(title -> new ReasonWords.Deed(nameable.get(item.itemId()).type(), title))
            .orElse(null);
  }

  private static String text(
      ReasonWords words, Basis basis, ReasonWords.Deed deed, TopicWeight topic) {
    boolean byItems = basis == Basis.SIMILAR_ITEMS || basis == Basis.HISTORY;
    String opening = byItems && deed != null ? words.items(basis, deed) : words.others(basis);
    return words.sentence(
        opening,
        topic == null || topic.share() < LEAST_SHARE
            ? null
            : words.topic(topic.topic(), Math.round(100 * topic.share()) + " %"));
  }
}
