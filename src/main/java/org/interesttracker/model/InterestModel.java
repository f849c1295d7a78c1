package org.interesttracker.model;

import java.util.Map;

/**
 * Everything that is learned and shipped together.
 *
 * @param card what it is, how it was made, how good it is
 * @param lstm the sequence model; its output size is the dimension D of the vector space
 * @param projections by encoder id: the way of texts into the space
 * @param residuals by item id: what training learned of an item beyond its text, length D, added to
 *     the item's projected text vector
 */
public record InterestModel(
    ModelCard card,
    LstmWeights lstm,
    Map<String, Projection> projections,
    Map<String, float[]> residuals) {

  /** Identifies the weights: state written under one version means nothing under another. */
  public String version() {
    return card.version();
  }

  /** The dimension D of the vector space. */
  public int dimension() {
    return lstm.outputSize();
  }
}
