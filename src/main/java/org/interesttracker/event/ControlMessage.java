package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An order to the running job.
 *
 * @param type what is ordered
 * @param userId about whom; null for {@link ControlType#ACTIVATE_MODEL}
 * @param topic the topic or category it is about; null if it is about none
 * @param itemId the item it is about; null if it is about none
 * @param model path or URI of a model directory, for {@link ControlType#ACTIVATE_MODEL} only
 * @param sha256 the expected version of that model; null to accept what is there
 * @param timestamp from which event time on it holds, epoch milliseconds
 */
public record ControlMessage(
    ControlType type,
    String userId,
    String topic,
    String itemId,
    String model,
    String sha256,
    @EpochMillis @JsonProperty("time") long timestamp) {

  /** An order that is about no item. */
  public ControlMessage(
      ControlType type, String userId, String topic, String model, String sha256, long timestamp) {
    this(type, userId, topic, null, model, sha256, timestamp);
  }
}
