package org.interesttracker.event;

/**
 * The id of an event that came without one: a hash of what it says, so that the same event sent
 * twice is recognised as one, in whatever run.
 */
final class EventId {

  private EventId() {}

  /**
   * @param recommendationId where it is null, the id is the one that such events always had
   */
  static String of(
      String userId,
      String itemId,
      EventType type,
      long timestamp,
      String text,
      Double value,
      String recommendationId) {
    HashedId id =
        new HashedId()
            .with(userId)
            .with(itemId)
            .with(WireNames.of(type))
            .with(Long.toString(timestamp))
            .with(text)
            .with(value == null ? null : value.toString());
    return recommendationId == null ? id.hex() : id.with(recommendationId).hex();
  }
}
