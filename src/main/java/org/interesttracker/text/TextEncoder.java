package org.interesttracker.text;

import java.util.List;

/** Turns texts into vectors. Implementations are thread-safe. */
public interface TextEncoder extends AutoCloseable {

  /** A stable name; a {@link org.interesttracker.model.Projection} is bound to it. */
  String id();

  /** The length of the vectors. */
  int dimension();

  /**
   * Encodes texts together; how they are batched does not change a vector by more than 1e-5.
   *
   * @return one vector of L2 norm 1 per text, in the order of the texts
   */
  float[][] encode(List<String> texts);

  @Override
  void close();
}
