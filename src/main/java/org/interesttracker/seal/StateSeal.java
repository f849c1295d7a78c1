package org.interesttracker.seal;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Turns values of one state, or of one stream, into what is held there, and back. Not thread-safe.
 *
 * @param <T> the value
 */
public final class StateSeal<T> {

  private static final int TYPICAL_BYTES = 512;

  private final Sealer sealer;
  private final String place;
  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer out = new DataOutputSerializer(TYPICAL_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();

  /**
   * @param place the name of the state
   */
  public StateSeal(Sealer sealer, String place, SealableSerializer<T> serializer) {
    this.sealer = sealer;
    this.place = place;
    this.serializer = serializer.plain().duplicate();
  }

  /**
   * What is to be held: the value, sealed by the key for a time if values are to be. Null if that
   * key was destroyed: then nothing may be held.
   */
  public Object held(T value, String userId, long time) throws IOException {
    if (!sealer.isSealing()) {
      return value;
    }
    UserKey key = sealer.keyAt(userId, time);
    if (key.isDestroyed()) {
      return null;
    }
    out.clear();
    serializer.serialize(value, out);
    return sealer.seal(key, userId, place, out.getSharedBuffer(), out.length());
  }

  /** The value; null if none is held, or the key was destroyed. */
  @SuppressWarnings("unchecked")
  public T value(Object held, String userId) throws IOException {
    if (!(held instanceof Sealed sealed)) {
      return (T) held;
    }
    byte[] bytes = sealer.open(sealed, userId, place);
    if (bytes == null) {
      return null;
    }
    in.setBuffer(bytes);
    return serializer.deserialize(in);
  }
}
