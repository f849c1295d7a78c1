package org.interesttracker.training;

/**
 * The settings of a training run.
 *
 * @param dimension D of the vector space
 * @param hidden units of the LSTM
 * @param epochs at most
 * @param patience epochs without a better NDCG@10 before the run stops
 * @param batch sequences a step
 * @param maxSequence events a sequence; longer histories are cut, the state goes on
 * @param negatives items drawn for the sampled softmax; 0 takes the whole catalog up to {@link
 *     #FULL_SOFTMAX_ITEMS} items and {@link #DEFAULT_NEGATIVES} beyond
 * @param learningRate of Adam
 * @param temperature logits are y · v / temperature
 * @param dropout share of hidden units dropped before the output layer
 * @param residualDecay share of a residual taken off it per learning rate and step
 * @param clip bound of the gradient's L2 norm
 * @param validationShare the last share of each user's events, not trained on
 * @param validationTargets of more events to be predicted than these, those of drawn users count
 * @param seed of all random numbers
 */
public record TrainingOptions(
    int dimension,
    int hidden,
    int epochs,
    int patience,
    int batch,
    int maxSequence,
    int negatives,
    double learningRate,
    double temperature,
    double dropout,
    double residualDecay,
    double clip,
    double validationShare,
    int validationTargets,
    long seed) {

  public static final int FULL_SOFTMAX_ITEMS = 10_000;
  public static final int DEFAULT_NEGATIVES = 1_000;

  public TrainingOptions {
    atLeastOne("dimension", dimension);
    atLeastOne("hidden", hidden);
    atLeastOne("epochs", epochs);
    atLeastOne("patience", patience);
    atLeastOne("batch", batch);
    atLeastOne("max-sequence", maxSequence);
    check(negatives >= 0, "negatives", negatives, "0 or more");
    check(learningRate > 0, "learning-rate", learningRate, "more than 0");
    check(temperature > 0, "temperature", temperature, "more than 0");
    check(dropout >= 0 && dropout < 1, "dropout", dropout, "from 0 to below 1");
    check(residualDecay >= 0, "residual-decay", residualDecay, "0 or more");
    check(clip > 0, "clip", clip, "more than 0");
    check(
        validationShare >= 0 && validationShare < 1,
        "validation-share",
        validationShare,
        "from 0 to below 1");
    atLeastOne("validation-targets", validationTargets);
  }

  /** How many negatives to draw for a catalog of this size; 0 for all items. */
  int negativesFor(int items) {
    if (negatives == 0) {
      return items <= FULL_SOFTMAX_ITEMS ? 0 : DEFAULT_NEGATIVES;
    }
    return negatives >= items ? 0 : negatives;
  }

  private static void atLeastOne(String name, int value) {
    check(value >= 1, name, value, "at least 1");
  }

  private static void check(boolean holds, String name, Number value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Setting %s is %s, expected %s".formatted(name, value, expected));
    }
  }
}
