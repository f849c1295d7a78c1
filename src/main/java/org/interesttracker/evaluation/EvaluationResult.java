package org.interesttracker.evaluation;

import java.util.List;
import org.interesttracker.evaluation.Step.Part;

/**
 * What a run found.
 *
 * @param modelVersion of the sequence model
 * @param blended the models of the blend
 * @param items how many there are, in the catalog or in events
 * @param users how many have an event
 * @param changes how many users are known to change their interest
 * @param bucketTimes event time of the first target of each bucket, epoch milliseconds; 0 for an
 *     empty one
 * @param seconds the replay took, without reading and embedding
 * @param heapBytes in use after the run
 */
record EvaluationResult(
    EvaluationSettings settings,
    String modelVersion,
    List<String> blended,
    EvaluationData data,
    int items,
    int users,
    int changes,
    List<Entrant> entrants,
    long[] bucketTimes,
    double seconds,
    long heapBytes) {

  int targets(Part part) {
    return entrants.get(0).figures(part).targets();
  }
}
