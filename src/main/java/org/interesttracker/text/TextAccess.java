package org.interesttracker.text;

import java.io.Serializable;

/**
 * Where a record keeps what is to be embedded.
 *
 * @param <T> the record
 */
public interface TextAccess<T> extends Serializable {

  /** The text to embed; null for none. */
  String text(T item);

  /** A vector computed elsewhere, which goes before the text; null for none. */
  float[] vector(T item);

  /** The record with its place in the vector space; null for none. */
  T embedded(T item, float[] vector);
}
