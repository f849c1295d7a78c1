package org.interesttracker.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import org.interesttracker.seal.Hmac;

/**
 * Who was erased lately, by fingerprints: the first 64 bits of the HMAC-SHA-256 (RFC 2104) of the
 * id under a random salt. No id can be read from one. Who has the salt and an id can test whether
 * the id is among them. That n others are erased makes a user look erased with a chance of n / 2^64
 * at the most. Not thread-safe.
 */
final class ErasedUsers {

  /** In bytes. */
  static final int SALT_LENGTH = 16;

  private final Mac mac;
  private final Map<Integer, Map<Long, ErasedUser>> byKeyGroup = new HashMap<>();
  private long earliest = Long.MAX_VALUE;

  /**
   * @param salt {@link #SALT_LENGTH} random bytes, the same in all subtasks and for as long as
   *     fingerprints live
   */
  ErasedUsers(byte[] salt) {
    mac = Hmac.by(salt);
  }

  /** Notes that a user was erased. */
  void add(String userId, int keyGroup, long erasedAt, long orderedAt) {
    add(new ErasedUser(keyGroup, fingerprint(userId), erasedAt, orderedAt));
  }

  void add(ErasedUser erased) {
    byKeyGroup
        .computeIfAbsent(erased.keyGroup(), group -> new HashMap<>())
        .merge(erased.fingerprint(), erased, ErasedUser::or);
    earliest = Math.min(earliest, erased.erasedAt());
  }

  /**
   * The user's latest erasure; null if none is remembered. Costs a hash only where there may be.
   */
  ErasedUser find(String userId, int keyGroup) {
    Map<Long, ErasedUser> group = byKeyGroup.get(keyGroup);
    return group == null ? null : group.get(fingerprint(userId));
  }

  boolean isEmpty() {
    return byKeyGroup.isEmpty();
  }

  /** Forgets those erased before a moment. */
  void forgetBefore(long time) {
    if (earliest >= time) {
      return;
    }
    byKeyGroup.values().forEach(group -> group.values().removeIf(user -> user.erasedAt() < time));
    byKeyGroup.values().removeIf(Map::isEmpty);
    earliest = all().stream().mapToLong(ErasedUser::erasedAt).min().orElse(Long.MAX_VALUE);
  }

  List<ErasedUser> all() {
    List<ErasedUser> all = new ArrayList<>();
    byKeyGroup.values().forEach(group -> all.addAll(group.values()));
    return all;
  }

  private long fingerprint(String userId) {
    return ByteBuffer.wrap(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
