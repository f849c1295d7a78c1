package org.interesttracker.recommend;

import java.util.List;
import java.util.function.Function;
import org.interesttracker.interest.CausalCnn;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.ItemInput;
import org.interesttracker.interest.ItemNetwork;
import org.interesttracker.interest.SimpleRnn;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemIndex;
import org.interesttracker.model.ItemNetworks;

/**
 * A network over the user's recent items, {@link ItemSoftmax} of what it predicts. It follows the
 * model in use; where that has no such network, or the user no recent item, there are no scores.
 */
final class ItemNetworkScorer implements Scorer {

  static final String RNN = "rnn";
  static final String CNN = "cnn";

  private final String name;
  private final Catalog catalog;
  private final ItemIndex items;
  private final Function<ItemNetworks, ItemNetwork> choice;
  private final float[] rows;
  private final NearestSoftmax nearest;
  private InterestModel model;
  private ItemNetwork network;

  private ItemNetworkScorer(
      String name, Catalog catalog, Function<ItemNetworks, ItemNetwork> choice) {
    this.name = name;
    this.catalog = catalog;
    this.items = catalog.index();
    this.choice = choice;
    this.rows = new float[ItemNetwork.MAX_ITEMS * ItemInput.size(catalog.dimension())];
    this.nearest = new NearestSoftmax(catalog);
  }

  static Scorer rnn(Catalog catalog) {
    return new ItemNetworkScorer(
        RNN, catalog, of -> of.rnn() == null ? null : new SimpleRnn(of.rnn()));
  }

  static Scorer cnn(Catalog catalog) {
    return new ItemNetworkScorer(
        CNN, catalog, of -> of.cnn() == null ? null : new CausalCnn(of.cnn()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Basis basis() {
    return Basis.HISTORY;
  }

  @Override
  public void score(InterestUpdate interest, ItemScores out) {
    nearest.clear();
    followModel();
    int recent = Math.min(ItemNetwork.MAX_ITEMS, interest.recentItems().size());
    if (network != null && recent > 0) {
      write(interest.recentItems().subList(0, recent));
      score(network.predict(rows, recent), out);
    }
  }

  private void score(float[] predicted, ItemScores out) {
    if (catalog.isLarge()) {
      nearest.look(predicted);
      nearest.score(out);
    } else {
      ItemSoftmax.score(items.scores(predicted), items, out);
    }
  }

  @Override
  public void scoreOthers(InterestUpdate interest, int[] others, ItemScores out) {
    nearest.score(others, out);
  }

  private void followModel() {
    if (model != catalog.model()) {
      model = catalog.model();
      network = choice.apply(model.networks());
    }
  }

  private void write(List<ItemWeight> latestFirst) {
    int dimension = catalog.dimension();
    int offset = latestFirst.size() * ItemInput.size(dimension);
    for (ItemWeight item : latestFirst) {
      offset -= ItemInput.size(dimension);
      float[] vector = catalog.vector(item.itemId());
      ItemInput.write(rows, offset, dimension, vector, item.evidence());
    }
  }
}
