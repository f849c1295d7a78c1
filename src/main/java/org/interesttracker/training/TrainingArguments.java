package org.interesttracker.training;

import picocli.CommandLine.Option;

/** The options of {@code train} that are settings of the run. */
final class TrainingArguments {

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data at most.")
  private int epochs = 20;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N epochs without a better NDCG@10; the best epoch is kept.")
  private int patience = 3;

  @Option(names = "--hidden", paramLabel = "N", description = "Units of the LSTM.")
  private int hidden = 64;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      description = "Length of item and interest vectors.")
  private int dimension = 64;

  @Option(
      names = "--max-sequence",
      paramLabel = "N",
      description =
          "Events that back-propagation goes back; longer histories are cut, with the state"
              + " carried on.")
  private int maxSequence = 50;

  @Option(names = "--batch", paramLabel = "N", description = "Sequences per step.")
  private int batch = 64;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Learning rate of Adam.")
  private double learningRate = 0.003;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Scores are divided by it before the softmax.")
  private double temperature = 0.1;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Share of the LSTM's outputs dropped in training.")
  private double dropout = 0.2;

  @Option(
      names = "--residual-decay",
      paramLabel = "X",
      description = "Weight decay of what is learned of an item beyond its text.")
  private double residualDecay = 0.1;

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "Bound of the gradient's norm in each step.")
  private double clip = 1;

  @Option(
      names = "--negatives",
      paramLabel = "N",
      description =
          "Items drawn by popularity for the sampled softmax; 0 takes all items up to "
              + TrainingOptions.FULL_SOFTMAX_ITEMS
              + ", "
              + TrainingOptions.DEFAULT_NEGATIVES
              + " draws beyond.")
  private int negatives = 0;

  @Option(
      names = "--validation-share",
      paramLabel = "X",
      description = "Last share of each user's events, held back for the validation figures.")
  private double validationShare = 0.1;

  @Option(
      names = "--validation-targets",
      paramLabel = "N",
      description =
          "Of more events held back than these, those of users drawn by the seed are predicted,"
              + " until there are as many: each takes time with the size of the catalog.")
  private int validationTargets = 20_000;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers.")
  private long seed = 1;

  /**
   * @throws IllegalArgumentException naming the setting that is out of range
   */
  TrainingOptions options() {
    return new TrainingOptions(
        dimension,
        hidden,
        epochs,
        patience,
        batch,
        maxSequence,
        negatives,
        learningRate,
        temperature,
        dropout,
        residualDecay,
        clip,
        validationShare,
        validationTargets,
        seed);
  }
}
