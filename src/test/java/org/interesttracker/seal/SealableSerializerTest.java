package org.interesttracker.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SealableSerializerTest {

  private static final Sealed SEALED = new Sealed(new byte[] {1, 2, 3});

  /** A record like those in state. */
  public record Met(boolean first, String item, double weight, long[] times) {}

  @Test
  void whatIsNotSealedHasTheBytesItHadBefore() throws Exception {
    checkPlain(Types.LONG, 1_700_000_000_000L);
    checkPlain(Types.LONG, 0L);
    checkPlain(Types.LIST(Types.STRING), List.of("a", "电影"));
    checkPlain(Types.LIST(Types.LONG), List.of());
    checkPlain(Types.BOOLEAN, true);
    TypeInformation<Met> type = TypeInformation.of(Met.class);
    SealableSerializer<Met> serializer = SealableSerializer.of(type);
    Met met = new Met(true, "i", 2.5, new long[] {4, 5});
    byte[] bytes = write(serializer, met);
    assertThat(bytes).isEqualTo(write(plain(type), met));
    assertThat(read(serializer, bytes)).usingRecursiveComparison().isEqualTo(met);
    assertThat(copied(serializer, bytes)).isEqualTo(bytes);
  }

  private static <T> void checkPlain(TypeInformation<T> type, T value) throws Exception {
    SealableSerializer<T> serializer = SealableSerializer.of(type);
    byte[] bytes = write(serializer, value);
    assertThat(bytes).isEqualTo(write(plain(type), value));
    assertThat(read(serializer, bytes)).isEqualTo(value);
    assertThat(copied(serializer, bytes)).isEqualTo(bytes);
    assertThat(serializer.copy(value)).isEqualTo(value);
  }

  @Test
  void whatIsSealedIsCarriedAsItIs() throws Exception {
    SealableSerializer<Met> serializer = SealableSerializer.of(TypeInformation.of(Met.class));
    byte[] bytes = write(serializer, SEALED);
    assertThat(read(serializer, bytes)).isEqualTo(SEALED);
    assertThat(copied(serializer, bytes)).isEqualTo(bytes);
    assertThat(serializer.copy(SEALED)).isSameAs(SEALED);
    assertThat(serializer.duplicate()).isEqualTo(serializer).isNotSameAs(serializer);
  }

  @Test
  void valuesOfBothKindsFollowEachOther() throws Exception {
    SealableSerializer<Long> serializer = SealableSerializer.of(Types.LONG);
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Object value : List.of(5L, SEALED, 6L, 7L, SEALED)) {
      serializer.serialize(value, out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    for (Object value : List.of(5L, SEALED, 6L, 7L, SEALED)) {
      assertThat(serializer.deserialize(in)).isEqualTo(value);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void stateOfBeforeFitsAsItIs() throws Exception {
    TypeInformation<Met> type = TypeInformation.of(Met.class);
    assertThat(fits(SealableSerializer.of(type), plain(type))).isTrue();
    assertThat(fits(SealableSerializer.of(type), SealableSerializer.of(type))).isTrue();
    assertThat(fits(SealableSerializer.of(Types.LONG), LongSerializer.INSTANCE)).isTrue();
    assertThat(fits(SealableSerializer.of(Types.LONG), IntSerializer.INSTANCE)).isFalse();
  }

  /** Through the bytes that a savepoint keeps. */
  @SuppressWarnings("unchecked")
  private static boolean fits(SealableSerializer<?> now, TypeSerializer<?> before)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, before.snapshotConfiguration());
    TypeSerializerSnapshot<?> old =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            SealableSerializerTest.class.getClassLoader());
    assertThat(old.restoreSerializer()).isEqualTo(before);
    return now.snapshotConfiguration()
        .resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) old)
        .isCompatibleAsIs();
  }

  private static <T> TypeSerializer<T> plain(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static Object read(SealableSerializer<?> serializer, byte[] bytes) throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Object value = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return value;
  }

  private static byte[] copied(SealableSerializer<?> serializer, byte[] bytes) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), out);
    return out.getCopyOfBuffer();
  }
}
