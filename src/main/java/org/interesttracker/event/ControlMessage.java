package org.interesttracker.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An order to the running job.
 *
 * @param type what is ordered
 * @param userId about whom; null for {@link ControlType#ACTIVATE_MODEL}
 * @param topic the topic to forget, for {@link ControlType#FORGET_TOPIC} only
 * @param model path or URI of a model directory, for {@link ControlType#ACTIVATE_MODEL} only
 * @param sha256 the expected version of that model; null to accept what is there
 * @param timestamp from which event time on it holds, epoch milliseconds
 */
public record ControlMessage(
    ControlType type,
    String userId,
    String topic,
    String model,
    String sha256,
    @EpochMillis @JsonProperty("time") long timestamp) {}
