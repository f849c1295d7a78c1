package org.interesttracker.seal;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes values as another serializer does, or {@link Sealed} as its bytes. It neither seals nor
 * opens and needs no key, so savepoints, the compaction of RocksDB and Flink's tools go through
 * sealed values like any others.
 *
 * <p>A value that is not sealed has the same bytes as without this; so state of a job that knew
 * nothing of seals is read as it is. A sealed one begins with a byte that no value of the other
 * serializer begins with: {@value #MARK}, where those begin with a positive length, time or set of
 * flags.
 *
 * @param <T> the value
 */
public final class SealableSerializer<T> extends TypeSerializer<Object> {

  private static final long serialVersionUID = 1L;

  /** The first byte of a sealed value. */
  private static final byte MARK = -1;

  private final TypeSerializer<T> plain;

  private transient PushedBackInput pushedBack;

  /**
   * @param plain writes no first byte that is negative
   */
  public SealableSerializer(TypeSerializer<T> plain) {
    this.plain = plain;
  }

  /** By the serializer that Flink has for a type. */
  public static <T> SealableSerializer<T> of(TypeInformation<T> type) {
    return new SealableSerializer<>(type.createSerializer(new SerializerConfigImpl()));
  }

  /** Of values that are not sealed. */
  public TypeSerializer<T> plain() {
    return plain;
  }

  @SuppressWarnings("unchecked")
  private static <T> T unsealed(Object value) {
    return (T) value;
  }

  private PushedBackInput from(DataInputView source, byte first) {
    if (pushedBack == null) {
      pushedBack = new PushedBackInput();
    }
    return pushedBack.of(source, first);
  }

  @Override
  public boolean isImmutableType() {
    return plain.isImmutableType();
  }

  @Override
  public TypeSerializer<Object> duplicate() {
    return new SealableSerializer<>(plain.duplicate());
  }

  @Override
  public Object createInstance() {
    return plain.createInstance();
  }

  @Override
  public Object copy(Object from) {
    return from instanceof Sealed ? from : plain.copy(unsealed(from));
  }

  @Override
  public Object copy(Object from, Object reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Object value, DataOutputView target) throws IOException {
    if (value instanceof Sealed sealed) {
      target.writeByte(MARK);
      target.writeInt(sealed.bytes().length);
      target.write(sealed.bytes());
    } else {
      plain.serialize(unsealed(value), target);
    }
  }

  @Override
  public Object deserialize(DataInputView source) throws IOException {
    byte first = source.readByte();
    if (first != MARK) {
      return plain.deserialize(from(source, first));
    }
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new Sealed(bytes);
  }

  @Override
  public Object deserialize(Object reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte first = source.readByte();
    if (first != MARK) {
      plain.copy(from(source, first), target);
      return;
    }
    int length = source.readInt();
    target.writeByte(MARK);
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealableSerializer<?> same && plain.equals(same.plain);
  }

  @Override
  public int hashCode() {
    return Objects.hash(SealableSerializer.class, plain);
  }

  @Override
  public TypeSerializerSnapshot<Object> snapshotConfiguration() {
    return new Snapshot<>(plain.snapshotConfiguration());
  }

  /**
   * What a savepoint keeps of it: what it keeps of the serializer within. That of the same one
   * without seals fits as well.
   *
   * @param <T> the value
   */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<Object> {

    private static final int VERSION = 1;

    private TypeSerializerSnapshot<T> plain;

    /** To be read. */
    public Snapshot() {}

    Snapshot(TypeSerializerSnapshot<T> plain) {
      this.plain = plain;
    }

    @Override
    public int getCurrentVersion() {
      return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      TypeSerializerSnapshot.writeVersionedSnapshot(out, plain);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      if (version != VERSION) {
        throw new IOException("Sealed state is of version " + version + ", this reads " + VERSION);
      }
      plain = TypeSerializerSnapshot.readVersionedSnapshot(in, loader);
    }

    @Override
    public TypeSerializer<Object> restoreSerializer() {
      return new SealableSerializer<>(plain.restoreSerializer());
    }

    @Override
    public TypeSerializerSchemaCompatibility<Object> resolveSchemaCompatibility(
        TypeSerializerSnapshot<Object> old) {
      TypeSerializerSchemaCompatibility<T> within = plain.resolveSchemaCompatibility(within(old));
      if (within.isCompatibleAsIs()) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      if (within.isCompatibleAfterMigration()) {
        return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
      }
      return within.isCompatibleWithReconfiguredSerializer()
          ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
              new SealableSerializer<>(within.getReconfiguredSerializer()))
          : TypeSerializerSchemaCompatibility.incompatible();
    }

    @SuppressWarnings("unchecked")
    private static <T> TypeSerializerSnapshot<T> within(TypeSerializerSnapshot<?> old) {
      return (TypeSerializerSnapshot<T>) (old instanceof Snapshot<?> sealed ? sealed.plain : old);
    }
  }
}
