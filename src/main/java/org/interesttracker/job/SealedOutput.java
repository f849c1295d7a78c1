package org.interesttracker.job;

import java.nio.charset.StandardCharsets;
import org.interesttracker.event.Json;

/**
 * A record of a user on its way to an output.
 *
 * @param userId the key in Kafka
 * @param json the record, or what hides it
 * @param removal whether it removes what its key has
 */
public record SealedOutput(String userId, String json, boolean removal) {

  static final KeyedJson<SealedOutput> JSON =
      new KeyedJson<>(
          SealedOutput::userId,
          SealedOutput::removal,
          record -> record.json().getBytes(StandardCharsets.UTF_8));

  /** As it is, of the bytes of its JSON. */
  static SealedOutput open(String userId, byte[] json, boolean removal) {
    return new SealedOutput(userId, new String(json, StandardCharsets.UTF_8), removal);
  }

  /**
   * @param jwe what hides it
   */
  static SealedOutput sealed(String userId, String jwe) {
    String json =
        Json.MAPPER.createObjectNode().put("user_id", userId).put("sealed", jwe).toString();
    return new SealedOutput(userId, json, false);
  }
}
