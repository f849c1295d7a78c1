package org.interesttracker.erasure;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What holds for every erasure of a job.
 *
 * @param settling how long after the end of the order's window no window keeps anything of the user
 * @param refuseFor for how long, in event time, an erasure is remembered by a fingerprint
 * @param tombstones the compacted topics that a record without a value goes to; empty without Kafka
 * @param notUndone what was learned of users together, and cannot be told apart any more
 */
public record ErasureTerms(
    Duration settling, Duration refuseFor, List<String> tombstones, List<String> notUndone)
    implements Serializable {}
