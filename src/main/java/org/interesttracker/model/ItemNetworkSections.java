package org.interesttracker.model;

import java.io.IOException;

/** The sections of a weights file that hold the networks over recent items, where there are any. */
final class ItemNetworkSections {

  private static final String RNN = "rnn/";
  private static final String CNN = "cnn/";
  private static final String INPUT = "input";
  private static final String RECURRENT = "recurrent";
  private static final String BIAS = "bias";
  private static final String FIRST = "first";
  private static final String FIRST_BIAS = "first_bias";
  private static final String SECOND = "second";
  private static final String SECOND_BIAS = "second_bias";
  private static final String OUTPUT = "output";
  private static final String OUTPUT_BIAS = "output_bias";

  private ItemNetworkSections() {}

  static void write(ItemNetworks networks, WeightsWriter out) throws IOException {
    if (networks.rnn() != null) {
      write(networks.rnn(), out);
    }
    if (networks.cnn() != null) {
      write(networks.cnn(), out);
    }
  }

  private static void write(RnnWeights rnn, WeightsWriter out) throws IOException {
    int h = rnn.hiddenSize();
    out.floats(RNN + INPUT, rnn.input(), rnn.inputSize(), h);
    out.floats(RNN + RECURRENT, rnn.recurrent(), h, h);
    out.floats(RNN + BIAS, rnn.bias(), h);
    out.floats(RNN + OUTPUT, rnn.output(), h, rnn.outputSize());
    out.floats(RNN + OUTPUT_BIAS, rnn.outputBias(), rnn.outputSize());
  }

  private static void write(CnnWeights cnn, WeightsWriter out) throws IOException {
    int h = cnn.hiddenSize();
    out.floats(CNN + FIRST, cnn.first(), CnnWeights.WIDTH, cnn.inputSize(), h);
    out.floats(CNN + FIRST_BIAS, cnn.firstBias(), h);
    out.floats(CNN + SECOND, cnn.second(), CnnWeights.WIDTH, h, h);
    out.floats(CNN + SECOND_BIAS, cnn.secondBias(), h);
    out.floats(CNN + OUTPUT, cnn.output(), h, cnn.outputSize());
    out.floats(CNN + OUTPUT_BIAS, cnn.outputBias(), cnn.outputSize());
  }

  /**
   * @param dimension D that their inputs and outputs must fit
   */
  static ItemNetworks read(WeightsReader in, int dimension) {
    return new ItemNetworks(
        has(in, RNN) ? rnn(in, dimension) : null, has(in, CNN) ? cnn(in, dimension) : null);
  }

  private static boolean has(WeightsReader in, String network) {
    return in.names().stream().anyMatch(name -> name.startsWith(network));
  }

  private static RnnWeights rnn(WeightsReader in, int d) {
    int f = d + 1;
    int h = in.shape(RNN + BIAS, 1)[0];
    return new RnnWeights(
        f,
        h,
        d,
        in.floats(RNN + INPUT, f, h),
        in.floats(RNN + RECURRENT, h, h),
        in.floats(RNN + BIAS, h),
        in.floats(RNN + OUTPUT, h, d),
        in.floats(RNN + OUTPUT_BIAS, d));
  }

  private static CnnWeights cnn(WeightsReader in, int d) {
    int f = d + 1;
    int h = in.shape(CNN + FIRST_BIAS, 1)[0];
    return new CnnWeights(
        f,
        h,
        d,
        in.floats(CNN + FIRST, CnnWeights.WIDTH, f, h),
        in.floats(CNN + FIRST_BIAS, h),
        in.floats(CNN + SECOND, CnnWeights.WIDTH, h, h),
        in.floats(CNN + SECOND_BIAS, h),
        in.floats(CNN + OUTPUT, h, d),
        in.floats(CNN + OUTPUT_BIAS, d));
  }
}
