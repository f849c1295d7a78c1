package org.interesttracker.privacy;

import java.util.List;
import java.util.regex.Pattern;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.Event;

/**
 * Replaces ids that name a user by keyed hashes: the first 128 bits of HMAC-SHA-256 of the id in
 * UTF-8, as 32 hexadecimal digits. Among a billion users two have the same with a probability of
 * 1.5e-21.
 *
 * <p>Event ids and session ids are replaced as well, because producers make them of user ids. They
 * are made by the oldest key that lives, so that a repeat is known as one when a rotation begins.
 *
 * <p>Not thread-safe: each thread has its own. Not serializable, since it holds keys.
 */
public final class Pseudonyms {

  private static final Pattern OWN_HASH = Pattern.compile("[0-9a-f]{32}");

  private final KeyedHash current;
  private final KeyedHash previous;
  private final KeyedHash oldest;

  public Pseudonyms(KeyFile keys) {
    this.current = new KeyedHash(keys.current().secret());
    this.previous = keys.previous().map(key -> new KeyedHash(key.secret())).orElse(null);
    this.oldest = previous == null ? current : previous;
  }

  /** The event with pseudonyms for ids. */
  public Event event(Event event) {
    return event.withIds(
        oldest.of(event.eventId()),
        user(event.userId()).id(),
        event.sessionId() == null ? null : oldest.of(event.sessionId()),
        recommendationId(event.recommendationId()));
  }

  /** The order with a pseudonym for the user; itself if it is about none. */
  public ControlMessage order(ControlMessage order) {
    return order.userId() == null ? order : order.ofUser(user(order.userId()).id());
  }

  /**
   * By what a user is known.
   *
   * @return one pseudonym a key, in the order of the keys
   */
  public List<String> of(String userId) {
    Pseudonym user = user(userId);
    return user.previous() == null
        ? List.of(user.current())
        : List.of(user.current(), user.previous());
  }

  private Pseudonym user(String id) {
    return new Pseudonym(current.of(id), previous == null ? null : previous.of(id));
  }

  /** Lists have ids of this form, which say nothing; any other is of no list, and may say more. */
  private String recommendationId(String id) {
    return id == null || OWN_HASH.matcher(id).matches() ? id : oldest.of(id);
  }
}
