package org.interesttracker.recommend;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.Vectors;

/** Finds the user's item that is behind a recommended one. */
final class ItemBehind {

  private final Catalog catalog;
  private final List<Scorer> scorers;

  ItemBehind(Catalog catalog, List<Scorer> scorers) {
    this.catalog = catalog;
    this.scorers = scorers;
  }

  /**
   * That of a model of the basis, the one that contributes most first; if none of them can name
   * one, the nearest in the vector space, as weighted by the user; else that of another model.
   *
   * @param contributions to the item's score, by name
   * @param nameable the user's items that may be named, by id
   */
  Optional<ItemWeight> find(
      String itemId,
      Basis basis,
      Map<String, Double> contributions,
      InterestUpdate interest,
      Map<String, ItemWeight> nameable) {
    List<Scorer> speaking =
        scorers.stream()
            .filter(scorer -> contributions.getOrDefault(scorer.name(), 0.0) > 0)
            .sorted(Comparator.comparingDouble(scorer -> -contributions.get(scorer.name())))
            .toList();
    Predicate<Scorer> ofBasis = scorer -> scorer.basis() == basis;
    return named(itemId, speaking, ofBasis, interest, nameable)
        .or(() -> nearest(itemId, nameable))
        .or(() -> named(itemId, speaking, ofBasis.negate(), interest, nameable));
  }

  private static Optional<ItemWeight> named(
      String itemId,
      List<Scorer> speaking,
      Predicate<Scorer> asked,
      InterestUpdate interest,
      Map<String, ItemWeight> nameable) {
    return speaking.stream()
        .filter(asked)
        .map(scorer -> scorer.because(itemId, interest))
        .filter(Objects::nonNull)
        .filter(item -> nameable.containsKey(item.itemId()))
        .findFirst();
  }

  private Optional<ItemWeight> nearest(String itemId, Map<String, ItemWeight> nameable) {
    float[] vector = catalog.vector(itemId);
    ItemWeight nearest = null;
    for (ItemWeight item : nameable.values()) {
      float[] other = catalog.vector(item.itemId());
      if (vector == null || other == null) {
        continue;
      }
      double weight = Vectors.cosine(vector, other) * item.weight();
      if (weight > 0 && (nearest == null || weight > nearest.weight())) {
        nearest = new ItemWeight(item.itemId(), weight);
      }
    }
    return Optional.ofNullable(nearest);
  }
}
