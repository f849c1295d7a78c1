package org.interesttracker.interest;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes {@link UserState} as {@link UserStateFormat} lays it out. Each value names its format, so
 * that the serializer itself never changes and state of an older format is read as it is met.
 */
public final class UserStateSerializer extends TypeSerializer<UserState> {

  private static final long serialVersionUID = 1L;

  private transient CompactWriter writer;
  private transient CompactReader reader;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<UserState> duplicate() {
    return new UserStateSerializer();
  }

  @Override
  public UserState createInstance() {
    return UserState.empty();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(UserState state, DataOutputView target) throws IOException {
    if (writer == null) {
      writer = new CompactWriter();
    }
    UserStateFormat.write(state, writer);
    writer.flushTo(target);
  }

  @Override
  public UserState deserialize(DataInputView source) throws IOException {
    if (reader == null) {
      reader = new CompactReader();
    }
    reader.fillFrom(source);
    return UserStateFormat.read(reader);
  }

  @Override
  public UserState deserialize(UserState reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public UserState copy(UserState from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(2_048);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new IllegalStateException("A user's state could not be copied", e);
    }
  }

  @Override
  public UserState copy(UserState from, UserState reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserStateSerializer;
  }

  @Override
  public int hashCode() {
    return UserStateSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<UserState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of the serializer: its class. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserState> {
    public Snapshot() {
      super(UserStateSerializer::new);
    }
  }
}
