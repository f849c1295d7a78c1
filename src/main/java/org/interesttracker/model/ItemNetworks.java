package org.interesttracker.model;

/**
 * The networks over a user's recent items. Their inputs are D + 1 values an item and their outputs
 * D, in the vector space of the items.
 *
 * @param rnn null for none
 * @param cnn null for none
 */
public record ItemNetworks(RnnWeights rnn, CnnWeights cnn) {

  public static final ItemNetworks NONE = new ItemNetworks(null, null);

  /** These and others; of a kind that both have, the others'. */
  public ItemNetworks and(ItemNetworks others) {
    return new ItemNetworks(
        others.rnn == null ? rnn : others.rnn, others.cnn == null ? cnn : others.cnn);
  }
}
