package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.List;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ItemScoreReceiver;

/**
 * The sequence model: {@link ItemSoftmax} of the user's interest vector and of what the user's
 * recent items are linked with.
 */
public final class LstmScorer implements Scorer {

  private static final String NAME = "lstm";
  private static final int UNKNOWN = -1;

  private final Catalog catalog;
  private final ItemIndex items;
  private final PreparedScores logits;
  private final NearestSoftmax nearest;
  private InterestModel model;

  /** By item of the model's links. */
  private int[] linked;

  public LstmScorer(Catalog catalog) {
    this.catalog = catalog;
    this.items = catalog.index();
    this.logits = new PreparedScores(items, InterestUpdate::vector);
    this.nearest = new NearestSoftmax(catalog);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Basis basis() {
    return Basis.HISTORY;
  }

  @Override
  public void prepare(List<InterestUpdate> next) {
    logits.prepare(next);
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    if (catalog.isLarge()) {
      scoreNearest(interest, out);
    } else {
      scoreAll(interest, out);
    }
  }

  private void scoreNearest(InterestUpdate interest, ItemScores out) {
    nearest.clear();
    if (interest.vector() != null) {
      followModel();
      nearest.look(interest.vector());
      forEachLinked(interest, nearest::add);
      nearest.score(out);
    }
  }

  @Override
  public void scoreOthers(InterestUpdate interest, int[] others, ItemScores out) {
    nearest.score(others, out);
  }

  private void scoreAll(InterestUpdate interest, ItemScores out) {
    float[] all = logits.of(interest);
    if (all == null) {
      return;
    }
    followModel();
    if (model.links().pairs() > 0) {
      float[] withLinks = all.clone();
      forEachLinked(
          interest,
          (item, weight) -> {
            int slot = items.slot(item);
            if (slot >= 0) {
              withLinks[slot] += weight;
            }
          });
      all = withLinks;
    }
    ItemSoftmax.score(all, items, out);
  }

  private void followModel() {
    if (model == catalog.model()) {
      return;
    }
    model = catalog.model();
    linked = new int[model.links().items()];
    Arrays.fill(linked, UNKNOWN);
  }

  /** The number of an item of the model's links, which may come to the catalog later. */
  private int number(int item) {
    if (linked[item] == UNKNOWN) {
      linked[item] = catalog.numbers().find(model.links().id(item));
    }
    return linked[item];
  }

  /** Visits what is added to items' logits, by number; -1 for an item without one. */
  private void forEachLinked(InterestUpdate interest, ItemScoreReceiver visitor) {
    List<String> latestFirst = interest.recentItems().stream().map(ItemWeight::itemId).toList();
    model.links().forEachLinked(latestFirst, (item, weight) -> visitor.add(number(item), weight));
  }

  /** The recent item whose link speaks most for it. */
  @Override
  public ItemWeight because(String itemId, InterestUpdate interest) {
    ItemLinks links = catalog.model().links();
    int item = links.find(itemId);
    ItemWeight strongest = null;
    float decay = 1;
    List<ItemWeight> latestFirst = interest.recentItems();
    for (int r = 0; r < Math.min(ItemLinks.RECENT_ITEMS, latestFirst.size()); r++) {
      ItemWeight recent = latestFirst.get(r);
      int from = links.find(recent.itemId());
      float weight = item < 0 || from < 0 ? 0 : decay * links.weightOf(from, item);
      if (weight > (strongest == null ? 0 : strongest.weight())) {
        strongest = new ItemWeight(recent.itemId(), weight);
      }
      decay *= ItemLinks.DECAY;
    }
    return strongest;
  }
}
