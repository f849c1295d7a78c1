package org.interesttracker.interest;

/**
 * Keyed state: all that is kept of a user. One value, because a read and a write of the state
 * backend cost more than the bytes. The parts have getters, because that is what Flink SQL reads
 * from a savepoint.
 */
public final class UserState {

  private final UserProfile profile;
  private final EventTail tail;
  private final EventTail learned;
  private final SequenceState sequence;
  private final Preferences preferences;

  /** Of a user whose recent events may all be learned of. */
  UserState(UserProfile profile, EventTail tail, SequenceState sequence, Preferences preferences) {
    this(profile, tail, null, sequence, preferences);
  }

  /**
   * @param learned the recent events that may be learned of, where they are not those of the tail;
   *     else null
   * @param sequence null before the sequence model stepped for the user
   */
  UserState(
      UserProfile profile,
      EventTail tail,
      EventTail learned,
      SequenceState sequence,
      Preferences preferences) {
    this.profile = profile;
    this.tail = tail;
    this.learned = learned;
    this.sequence = sequence;
    this.preferences = preferences;
  }

  static UserState empty() {
    return new UserState(new UserProfile(), new EventTail(), null, Preferences.NONE);
  }

  /** What is known of the user in words. */
  public UserProfile getProfile() {
    return profile;
  }

  /** The user's recent events. */
  public EventTail getTail() {
    return tail;
  }

  /**
   * The user's recent events that shared models may learn of, where they are not those of the tail;
   * else null.
   */
  public EventTail getLearned() {
    return learned;
  }

  /** Where the sequence model stands for the user; null before its first step. */
  public SequenceState getSequence() {
    return sequence;
  }

  /** What the user ordered about lists. */
  public Preferences getPreferences() {
    return preferences;
  }

  /** True when there is nothing to keep: a user never seen, or erased. */
  boolean isEmpty() {
    return profile.getEvents() == 0 && profile.getConsents().isEmpty() && preferences.isEmpty();
  }
}
