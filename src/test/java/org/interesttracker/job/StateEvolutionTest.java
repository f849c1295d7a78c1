package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.feedback.FeedbackMessage;
import org.junit.jupiter.api.Test;

/**
 * Records that lie in state, as versions before consent by purpose wrote them: a line has the
 * class, what a savepoint keeps of its serializer, and a record.
 */
class StateEvolutionTest {

  private static final Path OLD = Path.of("src/test/resources/state/before-consent-by-purpose.txt");

  @Test
  void recordsOfOlderSavepointsAreRead() throws Exception {
    List<Object> read = new ArrayList<>();
    for (String line : Files.readAllLines(OLD)) {
      String[] parts = line.split(" ");
      read.add(read(Class.forName(parts[0]), decoded(parts[1]), decoded(parts[2])));
    }
    assertThat(read)
        .containsExactly(
            new ControlMessage(ControlType.BLOCK_ITEM, "u", null, "i", null, null, 5),
            new FeedbackMessage("u", 5, null, null, null, ControlType.CONSENT_WITHDRAWN));
  }

  private static <T> T read(
      Class<T> type, DataInputDeserializer serializer, DataInputDeserializer record)
      throws Exception {
    TypeSerializerSnapshot<T> old =
        TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
            serializer, StateEvolutionTest.class.getClassLoader());
    TypeSerializer<T> present =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    assertThat(present.snapshotConfiguration().resolveSchemaCompatibility(old))
        .matches(compatibility -> compatibility.isCompatibleAfterMigration());
    return old.restoreSerializer().deserialize(record);
  }

  private static DataInputDeserializer decoded(String base64) {
    return new DataInputDeserializer(Base64.getDecoder().decode(base64));
  }
}
