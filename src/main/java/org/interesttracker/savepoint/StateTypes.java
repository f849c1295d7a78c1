package org.interesttracker.savepoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.flink.api.common.typeutils.CompositeSerializer;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.ttl.TtlStateFactory;
import org.interesttracker.seal.SealableSerializer;

/** Says in words what kind a state is and what types it holds, by what a snapshot tells of it. */
final class StateTypes {

  /** Where the serializer of values lies within that of values with their time. */
  private static final int TTL_VALUE = 1;

  private StateTypes() {}

  /** What a keyed state is: value, list, map, reducing, aggregating, or timers. */
  static String keyedKind(StateMetaInfoSnapshot state) {
    return switch (state.getBackendStateType()) {
      case PRIORITY_QUEUE -> "timers";
      default -> state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE).toLowerCase(Locale.ROOT);
    };
  }

  /** The type of what a state holds. */
  static String type(StateMetaInfoSnapshot state) {
    TypeSerializerSnapshot<?> key =
        state.getTypeSerializerSnapshot(CommonSerializerKeys.KEY_SERIALIZER);
    TypeSerializerSnapshot<?> value =
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
    return key == null ? name(value) : "map<%s, %s>".formatted(name(key), name(value));
  }

  private static String name(TypeSerializerSnapshot<?> snapshot) {
    if (snapshot instanceof PojoSerializerSnapshot<?> bean) {
      return className(bean);
    }
    try {
      return name(snapshot.restoreSerializer());
    } catch (RuntimeException e) {
      // A class that is not on the class path, or a serializer that only Flink can restore.
      return snapshot.getClass().getSimpleName().replaceAll("(Serializer)?Snapshot$", "");
    }
  }

  /** What a snapshot begins with; the snapshot itself keeps it to Flink. */
  private static String className(PojoSerializerSnapshot<?> bean) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(1_024);
      bean.writeSnapshot(bytes);
      String name = new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()).readUTF();
      return name.replaceAll(".*[.$]", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TypeSerializer<?> serializer) {
    if (serializer instanceof PojoSerializer<?> bean) {
      return name(bean.snapshotConfiguration());
    }
    if (serializer instanceof TtlStateFactory.TtlSerializer<?> timed) {
      return name(nested(timed));
    }
    if (serializer instanceof SealableSerializer<?> sealable) {
      return name(sealable.plain());
    }
    if (serializer instanceof ListSerializer<?> list) {
      return "list<%s>".formatted(name(list.getElementSerializer()));
    }
    if (serializer instanceof MapSerializer<?, ?> map) {
      return "map<%s, %s>".formatted(name(map.getKeySerializer()), name(map.getValueSerializer()));
    }
    Object value = serializer.createInstance();
    return value == null
        ? serializer.getClass().getSimpleName().replaceAll("Serializer$", "")
        : value.getClass().getSimpleName();
  }

  private static TypeSerializer<?> nested(CompositeSerializer<?> serializer) {
    return ((CompositeTypeSerializerSnapshot<?, ?>) serializer.snapshotConfiguration())
        .getNestedSerializerSnapshots()[TTL_VALUE].restoreSerializer();
  }
}
