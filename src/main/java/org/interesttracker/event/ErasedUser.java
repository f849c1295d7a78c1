package org.interesttracker.event;

/**
 * Operator state: that a user was erased, without the user's name.
 *
 * @param keyGroup of the user, so that it goes where the user's events go
 * @param fingerprint 64 bits that the user's id gives, see {@link ErasedUsers}
 * @param erasedAt until when, in event time, what is of the user is refused, epoch milliseconds
 * @param orderedAt the time that the order had, epoch milliseconds
 */
public record ErasedUser(int keyGroup, long fingerprint, long erasedAt, long orderedAt) {

  /** Of two erasures of one user the later. */
  ErasedUser or(ErasedUser other) {
    return other.erasedAt > erasedAt ? other : this;
  }
}
