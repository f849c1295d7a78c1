package org.interesttracker.text;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.Projection;

/** One encoder together with its projection into a model's vector space. */
final class ProjectedEncoder implements AutoCloseable {

  /** A vector depends on the text and on who encoded it. */
  record Key(String encoder, String text) {}

  private final TextEncoder encoder;
  private final Projection projection;

  ProjectedEncoder(EncoderSpec spec, InterestModel model) {
    projection = model.projections().get(spec.id());
    if (projection == null) {
      throw new EncoderException(
          "Model %s has no projection for encoder %s; train one with: train"
              .formatted(model.version(), spec.id()));
    }
    encoder = Encoders.acquire(spec);
    if (encoder.dimension() != projection.inputSize()) {
      encoder.close();
      throw new EncoderException(
          "Encoder %s gives vectors of %d values, the projection of model %s expects %d"
              .formatted(spec.id(), encoder.dimension(), model.version(), projection.inputSize()));
    }
  }

  /** Adds the vectors of texts that the cache does not have to it and to the result. */
  void vectors(Collection<String> texts, Cache<Key, float[]> cache, Map<String, float[]> result) {
    Set<Key> keys = new LinkedHashSet<>();
    texts.forEach(text -> keys.add(new Key(encoder.id(), text)));
    Map<Key, float[]> known = cache.getAllPresent(keys);
    known.forEach((key, vector) -> result.put(key.text, vector));
    List<String> unknown = new ArrayList<>();
    keys.stream().filter(key -> !known.containsKey(key)).forEach(key -> unknown.add(key.text));
    if (unknown.isEmpty()) {
      return;
    }
    float[][] encoded = encoder.encode(unknown);
    for (int i = 0; i < encoded.length; i++) {
      float[] vector = projection.apply(encoded[i]);
      cache.put(new Key(encoder.id(), unknown.get(i)), vector);
      result.put(unknown.get(i), vector);
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
