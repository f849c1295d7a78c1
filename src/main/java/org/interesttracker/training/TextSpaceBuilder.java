package org.interesttracker.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.interesttracker.model.Projection;
import org.interesttracker.text.EncoderSpec;
import org.interesttracker.text.TextEncoder;

/** Encodes texts and fits each encoder's projection on those it read. */
final class TextSpaceBuilder {

  /** What the projection is fitted on at most: enough for the components, bounded in memory. */
  private static final int MAX_SAMPLE = 20_000;

  private static final int BLOCK = 256;

  private final int dimension;
  private final Function<EncoderSpec, TextEncoder> open;
  private final LongConsumer progress;

  /**
   * @param open opens an encoder; it is closed after use
   * @param progress told the number of texts encoded since the last call
   */
  TextSpaceBuilder(int dimension, Function<EncoderSpec, TextEncoder> open, LongConsumer progress) {
    this.dimension = dimension;
    this.open = open;
    this.progress = progress;
  }

  /**
   * @param texts distinct
   */
  TextSpace build(Collection<String> texts, EncoderSelection selection) {
    Map<EncoderSpec, List<String>> byEncoder = new LinkedHashMap<>();
    texts.forEach(
        text -> byEncoder.computeIfAbsent(selection.of(text), s -> new ArrayList<>()).add(text));
    TextSpace space = new TextSpace(new TreeMap<>(), new HashMap<>());
    byEncoder.forEach(
        (spec, own) -> {
          try (TextEncoder encoder = open.apply(spec)) {
            add(encoder, own, space);
          }
        });
    return space;
  }

  private void add(TextEncoder encoder, List<String> texts, TextSpace space) {
    int fitted = Math.min(texts.size(), MAX_SAMPLE);
    List<String> sample = texts.subList(0, fitted);
    List<float[]> encoded = new ArrayList<>();
    encode(encoder, sample, (text, vector) -> encoded.add(vector));
    Projection projection = Pca.fit(encoder.id(), encoded.toArray(float[][]::new), dimension);
    space.projections().put(encoder.id(), projection);
    for (int i = 0; i < fitted; i++) {
      space.vectors().put(sample.get(i), projection.apply(encoded.get(i)));
    }
    encode(
        encoder,
        texts.subList(fitted, texts.size()),
        (text, vector) -> space.vectors().put(text, projection.apply(vector)));
  }

  private void encode(TextEncoder encoder, List<String> texts, BiConsumer<String, float[]> use) {
    for (int from = 0; from < texts.size(); from += BLOCK) {
      List<String> block = texts.subList(from, Math.min(texts.size(), from + BLOCK));
      float[][] vectors = encoder.encode(block);
      for (int i = 0; i < vectors.length; i++) {
        use.accept(block.get(i), vectors[i]);
      }
      progress.accept(block.size());
    }
  }
}
