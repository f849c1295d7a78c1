package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * An order to the running job.
 *
 * @param type what is ordered
 * @param userId about whom; null for {@link ControlType#ACTIVATE_MODEL}
 * @param topic the topic or category it is about; null if it is about none
 * @param itemId the item it is about; null if it is about none
 * @param model path or URI of a model directory, for {@link ControlType#ACTIVATE_MODEL} only
 * @param sha256 the expected version of that model; null to accept what is there
 * @param purposes for {@link ControlType#CONSENT} only: true for those granted, false for those
 *     withdrawn; nothing is said of others
 * @param agreement the version of the agreement that consent is given or withdrawn by; null if it
 *     names none, and for other orders
 * @param timestamp from which event time on it holds, epoch milliseconds
 */
public record ControlMessage(
    ControlType type,
    String userId,
    String topic,
    String itemId,
    String model,
    String sha256,
    Map<Purpose, Boolean> purposes,
    String agreement,
    @EpochMillis @JsonProperty("time") long timestamp) {

  /** An order that is about no item. */
  public ControlMessage(
      ControlType type, String userId, String topic, String model, String sha256, long timestamp) {
    this(type, userId, topic, null, model, sha256, timestamp);
  }

  /** An order that is not about consent for some purposes. */
  public ControlMessage(
      ControlType type,
      String userId,
      String topic,
      String itemId,
      String model,
      String sha256,
      long timestamp) {
    this(type, userId, topic, itemId, model, sha256, null, null, timestamp);
  }

  /** Consent for some purposes, or its withdrawal. */
  public static ControlMessage consent(
      String userId, Map<Purpose, Boolean> purposes, String agreement, long timestamp) {
    return new ControlMessage(
        ControlType.CONSENT, userId, null, null, null, null, purposes, agreement, timestamp);
  }

  /** The same order about a user who is named otherwise. */
  public ControlMessage ofUser(String newUserId) {
    return new ControlMessage(
        type, newUserId, topic, itemId, model, sha256, purposes, agreement, timestamp);
  }
}
