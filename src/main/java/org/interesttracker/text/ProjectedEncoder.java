package org.interesttracker.text;

import java.util.List;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.Projection;

/** One encoder together with its projection into a model's vector space. */
final class ProjectedEncoder implements AutoCloseable {

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

  /** Per text its place in the vector space. */
  float[][] vectors(List<String> texts) {
    float[][] vectors = encoder.encode(texts);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = projection.apply(vectors[i]);
    }
    return vectors;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
