package org.interesttracker.job;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.interesttracker.seal.SealableSerializer;

/**
 * What a canonical savepoint says of its states, line by line: each state with its kind and types,
 * and each field of what it holds. Nobody lists the states, so none can be forgotten.
 */
final class SavepointSchema {

  private static final ClassLoader CLASSES = SavepointSchema.class.getClassLoader();

  private final Set<String> lines = new TreeSet<>();

  private SavepointSchema() {}

  /**
   * @param savepoint its folder or URI
   * @return sorted lines: {@code operator/state kind types}, and {@code operator/state Class.field
   *     type}
   */
  static Set<String> read(String savepoint) throws Exception {
    SavepointSchema schema = new SavepointSchema();
    for (OperatorState operator :
        SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates()) {
      String uid = operator.getOperatorUid().orElse(operator.getOperatorID().toString());
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          schema.readKeyed(uid, (KeyGroupsStateHandle) handle);
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          schema.readOperator(uid, handle);
        }
      }
    }
    return schema.lines;
  }

  private void readKeyed(String uid, KeyGroupsStateHandle handle) throws Exception {
    try (FSDataInputStream in = handle.openInputStream()) {
      in.seek(0);
      KeyedBackendSerializationProxy<?> meta = new KeyedBackendSerializationProxy<>(CLASSES);
      meta.read(new DataInputViewStreamWrapper(in));
      for (StateMetaInfoSnapshot state : meta.getStateMetaInfoSnapshots()) {
        add(
            uid,
            state,
            state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE
                ? "timers"
                : state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE).toLowerCase(Locale.ROOT));
      }
    }
  }

  private void readOperator(String uid, OperatorStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      OperatorBackendSerializationProxy meta = new OperatorBackendSerializationProxy(CLASSES);
      meta.read(new DataInputViewStreamWrapper(in));
      for (StateMetaInfoSnapshot state : meta.getOperatorStateMetaInfoSnapshots()) {
        add(uid, state, "operator list");
      }
      for (StateMetaInfoSnapshot state : meta.getBroadcastStateMetaInfoSnapshots()) {
        add(uid, state, "broadcast map");
      }
    }
  }

  private void add(String uid, StateMetaInfoSnapshot state, String kind) {
    String name = uid + "/" + state.getName();
    StringBuilder line = new StringBuilder(name).append(' ').append(kind);
    for (CommonSerializerKeys part : CommonSerializerKeys.values()) {
      TypeSerializerSnapshot<?> snapshot = state.getTypeSerializerSnapshot(part);
      if (snapshot != null) {
        line.append(' ')
            .append(part.name().replace("_SERIALIZER", "").toLowerCase(Locale.ROOT))
            .append(' ')
            .append(type(name, snapshot));
      }
    }
    lines.add(line.toString());
  }

  /** The type in a word; of beans and records also a line for each field. */
  private String type(String state, TypeSerializerSnapshot<?> snapshot) {
    if (snapshot instanceof PojoSerializerSnapshot<?> bean) {
      return beanType(state, bean);
    }
    if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite) {
      StringBuilder nested = new StringBuilder();
      for (TypeSerializerSnapshot<?> part : composite.getNestedSerializerSnapshots()) {
        nested.append(nested.isEmpty() ? "" : ", ").append(type(state, part));
      }
      return simpleName(snapshot) + "<" + nested + ">";
    }
    TypeSerializer<?> serializer = snapshot.restoreSerializer();
    return serializer instanceof SealableSerializer<?> sealable
        ? "Sealable<" + type(state, sealable.plain().snapshotConfiguration()) + ">"
        : simpleName(snapshot);
  }

  private static String simpleName(TypeSerializerSnapshot<?> snapshot) {
    Class<?> type = snapshot.getClass();
    Class<?> outer = type.getEnclosingClass();
    return (outer == null ? type : outer)
        .getSimpleName()
        .replaceAll("Serializer(Snapshot)?$|Snapshot$", "");
  }

  /** Flink shows the fields of a bean to nobody. */
  private String beanType(String state, PojoSerializerSnapshot<?> bean) {
    try {
      Object data = value(PojoSerializerSnapshot.class, bean, "snapshotData");
      String name = ((Class<?>) value(data.getClass(), data, "pojoClass")).getSimpleName();
      Object fields = value(data.getClass(), data, "fieldSerializerSnapshots");
      Map<?, ?> entries = (Map<?, ?>) value(fields.getClass(), fields, "underlyingMap");
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        Object snapshot = value(entry.getValue().getClass(), entry.getValue(), "value");
        lines.add(
            "%s %s.%s %s"
                .formatted(
                    state,
                    name,
                    entry.getKey(),
                    type(state, (TypeSerializerSnapshot<?>) snapshot)));
      }
      return name;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Class<?> type, Object of, String field)
      throws ReflectiveOperationException {
    Field found = type.getDeclaredField(field);
    found.setAccessible(true);
    return found.get(of);
  }
}
