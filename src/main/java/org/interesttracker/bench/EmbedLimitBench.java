package org.interesttracker.bench;

import java.util.stream.LongStream;

/**
 * How near the embedding operator comes to what ONNX Runtime does with the same tokens, on all
 * cores. Either has the batches that suit it best.
 */
final class EmbedLimitBench implements Benchmark {

  private static final int TEXTS = 2_000;
  private static final int BUNDLE = 256;

  @Override
  public String name() {
    return "embed.of_limit";
  }

  @Override
  public String description() {
    return "the embedding operator over ONNX Runtime alone on the same tokens, on all cores";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    try (BareOnnx bare = new BareOnnx(LongStream.range(0, TEXTS).mapToObj(Texts::of).toList())) {
      new Comparison(
              name(),
              description(),
              "texts",
              Target.atLeast(0.90),
              new EmbedTextsRate(TEXTS, BUNDLE),
              bare)
          .measure(figures);
      figures.add(name() + ".b.batch", bare.tokens(), "tokens");
    }
  }
}
