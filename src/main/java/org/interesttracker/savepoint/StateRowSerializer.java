package org.interesttracker.savepoint;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.function.SerializableFunction;
import org.interesttracker.seal.Sealed;

/**
 * Reads a value as the job's own serializer does, and hands over a row that was made of it; of a
 * value that is sealed, null. It writes values, not rows, and is known by the job's serializer,
 * because Flink writes state anew before it is read where the job has given it a time to live.
 */
final class StateRowSerializer extends TypeSerializer<Object> {

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<Object> values;
  private final SerializableFunction<Object, Object> row;

  /**
   * @param values the job's
   */
  StateRowSerializer(TypeSerializer<Object> values, SerializableFunction<Object, Object> row) {
    this.values = values;
    this.row = row;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Object> duplicate() {
    return new StateRowSerializer(values.duplicate(), row);
  }

  @Override
  public Object createInstance() {
    return null;
  }

  @Override
  public Object copy(Object from) {
    return from;
  }

  @Override
  public Object copy(Object from, Object reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return values.getLength();
  }

  @Override
  public void serialize(Object value, DataOutputView target) throws IOException {
    values.serialize(value, target);
  }

  @Override
  public Object deserialize(DataInputView source) throws IOException {
    Object value = values.deserialize(source);
    return value instanceof Sealed ? null : row.apply(value);
  }

  @Override
  public Object deserialize(Object reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    values.copy(source, target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateRowSerializer same
        && values.equals(same.values)
        && row.equals(same.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, row);
  }

  @Override
  public TypeSerializerSnapshot<Object> snapshotConfiguration() {
    return values.snapshotConfiguration();
  }
}
