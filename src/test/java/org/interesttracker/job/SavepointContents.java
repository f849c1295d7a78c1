package org.interesttracker.job;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.ListDelimitedSerializer;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.runtime.state.ttl.TtlValue;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * Every entry of a savepoint in canonical form, whatever operators and states it has: nobody lists
 * them, so none can be forgotten. Values are plain: records and beans as maps, a time to live left
 * out, so that they can be compared without knowing their classes.
 */
final class SavepointContents {

  private static final ClassLoader CLASSES = SavepointContents.class.getClassLoader();

  private final Map<String, Map<String, Object>> states = new TreeMap<>();

  private SavepointContents() {}

  static SavepointContents read(String savepoint) throws Exception {
    SavepointContents contents = new SavepointContents();
    for (OperatorState operator :
        SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates()) {
      String uid = operator.getOperatorUid().orElse(operator.getOperatorID().toString());
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          contents.readKeyed(uid, operator.getMaxParallelism(), handle);
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          contents.readOperator(uid, handle);
        }
      }
    }
    return contents;
  }

  static Path path(String savepoint) {
    return Path.of(java.net.URI.create(savepoint).getPath());
  }

  /** The entries of each state, by operator/state; those by key and the rest of the place. */
  Map<String, Map<String, Object>> states() {
    return states;
  }

  Map<String, Object> state(String name) {
    return states.getOrDefault(name, Map.of());
  }

  private void put(String state, String place, Object value) {
    Object before = states.computeIfAbsent(state, name -> new TreeMap<>()).put(place, value);
    if (before != null && !before.equals(value)) {
      throw new IllegalStateException(state + " has two values at " + place);
    }
  }

  private void readKeyed(String uid, int maxParallelism, KeyedStateHandle handle) throws Exception {
    int prefix =
        CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(maxParallelism);
    var restore =
        new FullSnapshotRestoreOperation<>(
            handle.getKeyGroupRange(),
            CLASSES,
            List.of(handle),
            StateSerializerProvider.fromNewRegisteredSerializer(StringSerializer.INSTANCE));
    try (ThrowingIterator<SavepointRestoreResult> results = restore.restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
          while (groups.hasNext()) {
            try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
              while (entries.hasNext()) {
                KeyGroupEntry entry = entries.next();
                StateMetaInfoSnapshot state =
                    result.getStateMetaInfoSnapshots().get(entry.getKvStateId());
                DataInputDeserializer key = new DataInputDeserializer(entry.getKey());
                key.skipBytes(prefix);
                readEntry(uid + "/" + state.getName(), state, key, entry.getValue());
              }
            }
          }
        }
      }
    }
  }

  private void readEntry(
      String name, StateMetaInfoSnapshot state, DataInputDeserializer key, byte[] value)
      throws IOException {
    TypeSerializer<?> values = serializer(state, CommonSerializerKeys.VALUE_SERIALIZER);
    if (state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE) {
      put(name, values.deserialize(key).toString(), true);
      return;
    }
    String place =
        StringSerializer.INSTANCE.deserialize(key)
            + " "
            + serializer(state, CommonSerializerKeys.NAMESPACE_SERIALIZER).deserialize(key);
    DataInputDeserializer in = new DataInputDeserializer(value);
    switch (state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE)) {
      case "MAP" -> {
        MapSerializer<?, ?> map = (MapSerializer<?, ?>) values;
        Object mapKey = plain(map.getKeySerializer().deserialize(key));
        boolean isNull = in.readBoolean();
        put(
            name,
            place + " " + mapKey,
            isNull ? null : plain(map.getValueSerializer().deserialize(in)));
      }
      case "LIST" -> {
        TypeSerializer<?> elements = ((ListSerializer<?>) values).getElementSerializer();
        put(name, place, plain(new ListDelimitedSerializer().deserializeList(value, elements)));
      }
      default -> put(name, place, plain(values.deserialize(in)));
    }
  }

  private static TypeSerializer<?> serializer(StateMetaInfoSnapshot state, CommonSerializerKeys k) {
    return state.getTypeSerializerSnapshot(k).restoreSerializer();
  }

  private void readOperator(String uid, OperatorStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      DataInputViewStreamWrapper data = new DataInputViewStreamWrapper(in);
      OperatorBackendSerializationProxy meta = new OperatorBackendSerializationProxy(CLASSES);
      meta.read(data);
      List<StateMetaInfoSnapshot> states =
          new ArrayList<>(meta.getOperatorStateMetaInfoSnapshots());
      states.addAll(meta.getBroadcastStateMetaInfoSnapshots());
      for (StateMetaInfoSnapshot state : states) {
        var offsets = handle.getStateNameToPartitionOffsets().get(state.getName());
        for (long offset : offsets == null ? new long[0] : offsets.getOffsets()) {
          in.seek(offset);
          String name = uid + "/" + state.getName();
          if (state.getBackendStateType() == BackendStateType.BROADCAST) {
            readBroadcast(name, state, data);
          } else {
            Object value =
                plain(serializer(state, CommonSerializerKeys.VALUE_SERIALIZER).deserialize(data));
            put(name, String.valueOf(value), value);
          }
        }
      }
    }
  }

  private void readBroadcast(
      String name, StateMetaInfoSnapshot state, DataInputViewStreamWrapper data)
      throws IOException {
    TypeSerializer<?> keys = serializer(state, CommonSerializerKeys.KEY_SERIALIZER);
    TypeSerializer<?> values = serializer(state, CommonSerializerKeys.VALUE_SERIALIZER);
    int size = data.readInt();
    for (int k = 0; k < size; k++) {
      String key = String.valueOf(keys.deserialize(data));
      put(name, key, plain(values.deserialize(data)));
    }
  }

  /** Numbers, texts and truths, and lists and maps of them. */
  private static Object plain(Object value) {
    if (value == null
        || value instanceof Number
        || value instanceof String
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof TtlValue<?> held) {
      return plain(held.getUserValue());
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value.getClass().isArray()) {
      List<Object> list = new ArrayList<>();
      for (int k = 0; k < java.lang.reflect.Array.getLength(value); k++) {
        list.add(plain(java.lang.reflect.Array.get(value, k)));
      }
      return list;
    }
    if (value instanceof Collection<?> several) {
      List<Object> list = new ArrayList<>();
      several.forEach(one -> list.add(plain(one)));
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((key, held) -> plain.put(String.valueOf(key), plain(held)));
      return plain;
    }
    return fields(value);
  }

  private static Map<String, Object> fields(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        try {
          fields.put(field.getName(), plain(field.get(value)));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return fields;
  }
}
