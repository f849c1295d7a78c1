package org.interesttracker.model;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a weights file holds, without its card. */
record Weights(
    LstmWeights lstm,
    Map<String, Projection> projections,
    Map<String, float[]> residuals,
    ItemBiases biases,
    ItemLinks links,
    ItemNetworks networks) {

  private static final String ITEMS = "items";
  private static final String RESIDUALS = "residuals";
  private static final String SKIP = "lstm/skip";
  private static final String BIASED_ITEMS = "biased_items";
  private static final String BIASES = "biases";
  private static final String OTHER_BIAS = "other_bias";
  private static final String PROJECTION = "projection/";
  private static final String MEAN = "/mean";
  private static final String MATRIX = "/matrix";

  /** The same content gives the same bytes. */
  byte[] toBytes() throws IOException {
    WeightsWriter out = new WeightsWriter();
    int f = lstm.inputSize();
    int h = lstm.hiddenSize();
    int d = lstm.outputSize();
    out.floats("lstm/input", lstm.input(), f, 4 * h);
    out.floats("lstm/recurrent", lstm.recurrent(), h, 4 * h);
    out.floats("lstm/bias", lstm.bias(), 4 * h);
    out.floats("lstm/output", lstm.output(), h, d);
    out.floats("lstm/output_bias", lstm.outputBias(), d);
    if (lstm.skip() != null) {
      out.floats(SKIP, lstm.skip(), d, d);
    }
    for (Projection p : new TreeMap<>(projections).values()) {
      String name = PROJECTION + p.encoder();
      out.floats(name + MEAN, p.mean(), p.inputSize());
      out.floats(name + MATRIX, p.matrix(), p.inputSize(), p.outputSize());
    }
    Map<String, float[]> sorted = new TreeMap<>(residuals);
    out.strings(ITEMS, List.copyOf(sorted.keySet()));
    out.floats(RESIDUALS, concatenated(sorted, d), sorted.size(), d);
    if (!biases.equals(ItemBiases.NONE)) {
      writeBiases(out);
    }
    ItemLinkSections.write(links, out);
    ItemNetworkSections.write(networks, out);
    return out.toByteArray();
  }

  private void writeBiases(WeightsWriter out) throws IOException {
    Map<String, Float> sorted = new TreeMap<>(biases.byItem());
    float[] values = new float[sorted.size()];
    int i = 0;
    for (float bias : sorted.values()) {
      values[i++] = bias;
    }
    out.strings(BIASED_ITEMS, List.copyOf(sorted.keySet()));
    out.floats(BIASES, values, values.length);
    out.floats(OTHER_BIAS, new float[] {biases.others()}, 1);
  }

  static Weights of(WeightsReader in) {
    int[] input = in.shape("lstm/input", 2);
    int[] output = in.shape("lstm/output", 2);
    int h = output[0];
    LstmWeights lstm =
        new LstmWeights(
            input[0],
            h,
            output[1],
            in.floats("lstm/input", input[0], 4 * h),
            in.floats("lstm/recurrent", h, 4 * h),
            in.floats("lstm/bias", 4 * h),
            in.floats("lstm/output", h, output[1]),
            in.floats("lstm/output_bias", output[1]),
            in.names().contains(SKIP) ? in.floats(SKIP, output[1], output[1]) : null);
    return new Weights(
        lstm,
        projections(in, output[1]),
        residuals(in, output[1]),
        biases(in),
        ItemLinkSections.read(in),
        ItemNetworkSections.read(in, output[1]));
  }

  private static ItemBiases biases(WeightsReader in) {
    if (!in.names().contains(BIASES)) {
      return ItemBiases.NONE;
    }
    List<String> ids = in.strings(BIASED_ITEMS);
    float[] values = in.floats(BIASES, ids.size());
    Map<String, Float> byItem = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      byItem.put(ids.get(i), values[i]);
    }
    return new ItemBiases(byItem, in.floats(OTHER_BIAS, 1)[0]);
  }

  private static Map<String, Projection> projections(WeightsReader in, int dimension) {
    Map<String, Projection> projections = new HashMap<>();
    for (String name : in.names()) {
      if (name.startsWith(PROJECTION) && name.endsWith(MEAN)) {
        String encoder = name.substring(PROJECTION.length(), name.length() - MEAN.length());
        int size = in.shape(name, 1)[0];
        float[] matrix = in.floats(PROJECTION + encoder + MATRIX, size, dimension);
        projections.put(
            encoder, new Projection(encoder, size, dimension, in.floats(name, size), matrix));
      }
    }
    return projections;
  }

  private static Map<String, float[]> residuals(WeightsReader in, int dimension) {
    List<String> ids = in.strings(ITEMS);
    float[] values = in.floats(RESIDUALS, ids.size(), dimension);
    Map<String, float[]> residuals = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      float[] row = new float[dimension];
      System.arraycopy(values, i * dimension, row, 0, dimension);
      residuals.put(ids.get(i), row);
    }
    return residuals;
  }

  private static float[] concatenated(Map<String, float[]> rows, int dimension) {
    float[] values = new float[rows.size() * dimension];
    int offset = 0;
    for (float[] row : rows.values()) {
      System.arraycopy(row, 0, values, offset, dimension);
      offset += dimension;
    }
    return values;
  }
}
