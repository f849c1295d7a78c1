package org.interesttracker.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is learned and shipped together.
 *
 * @param card what it is, how it was made, how good it is
 * @param lstm the sequence model; its output size is the dimension D of the vector space
 * @param projections by encoder id: the way of texts into the space
 * @param residuals by item id: what training learned of an item beyond its text, length D, added to
 *     the item's projected text vector
 * @param biases added to the score of each item
 * @param links added to the score of each item for what the user met last; not to be changed
 * @param networks further sequence models, over a user's recent items
 */
public record InterestModel(
    ModelCard card,
    LstmWeights lstm,
    Map<String, Projection> projections,
    Map<String, float[]> residuals,
    ItemBiases biases,
    ItemLinks links,
    ItemNetworks networks) {

  /**
   * A model to which all items are equally likely before anything is known of the user; no links,
   * no further networks.
   */
  public InterestModel(
      ModelCard card,
      LstmWeights lstm,
      Map<String, Projection> projections,
      Map<String, float[]> residuals) {
    this(card, lstm, projections, residuals, ItemBiases.NONE, new ItemLinks(), ItemNetworks.NONE);
  }

  /** Identifies the weights: state written under one version means nothing under another. */
  public String version() {
    return card.version();
  }

  /**
   * Identifies the vector space: of two models with the same, either has a use for vectors that the
   * other's projections made.
   */
  public String space() {
    int hash = dimension();
    for (Projection projection : new TreeMap<>(projections).values()) {
      hash = 31 * hash + projection.encoder().hashCode();
      hash = 31 * hash + Arrays.hashCode(projection.mean());
      hash = 31 * hash + Arrays.hashCode(projection.matrix());
    }
    return "%d-%08x".formatted(dimension(), hash);
  }

  /**
   * Refuses to take over from a model of another vector space, because the vectors of items and
   * texts that are on their way were made for that one.
   *
   * @param expectedSha256 of the weights file, or its beginning; null to accept any
   * @throws IllegalArgumentException with what differs
   */
  public void checkCanReplace(InterestModel held, String expectedSha256) {
    if (expectedSha256 != null && !card.sha256().startsWith(expectedSha256)) {
      throw new IllegalArgumentException(
          "its weights have SHA-256 " + card.sha256() + ", expected " + expectedSha256);
    }
    if (dimension() != held.dimension()) {
      throw new IllegalArgumentException(
          "its vectors have %d values, those of model %s have %d; restart the job with it and read the catalog again"
              .formatted(dimension(), held.version(), held.dimension()));
    }
    if (!projections.keySet().equals(held.projections.keySet())
        || !projections.entrySet().stream()
            .allMatch(p -> p.getValue().sameAs(held.projections.get(p.getKey())))) {
      throw new IllegalArgumentException(
          "its projections differ from those of model "
              + held.version()
              + "; restart the job with it and read the catalog again");
    }
  }

  /**
   * An item's place in the space, for prediction (score = y · v + bias) and as input of the
   * sequence model alike: its projected text or vector plus its residual. Not scaled: the length
   * tells how liked the item is.
   *
   * @param base length D and L2 norm 1; null for an item without text and vector
   * @return null if there is neither base nor residual; shared, so not to be written to
   */
  public float[] itemVector(String itemId, float[] base) {
    float[] residual = residuals.get(itemId);
    if (base == null || residual == null) {
      return base == null ? residual : base;
    }
    float[] vector = new float[base.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = base[i] + residual[i];
    }
    return vector;
  }

  /** The dimension D of the vector space. */
  public int dimension() {
    return lstm.outputSize();
  }
}
