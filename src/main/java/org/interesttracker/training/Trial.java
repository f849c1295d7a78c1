package org.interesttracker.training;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The events of one user that are to be predicted.
 *
 * @param targets places in the timeline, ascending
 */
record Trial(Timeline timeline, int[] targets) {

  /** Targets among the events held back whose item the user had not met, and not the first. */
  static Trial of(Timeline timeline) {
    Set<Integer> met = new LinkedHashSet<>();
    int[] targets =
        IntStream.range(0, timeline.length())
            .filter(event -> met.add(timeline.items()[event]))
            .filter(event -> event >= Math.max(1, timeline.trained()) && timeline.isTarget(event))
            .toArray();
    return new Trial(timeline, targets);
  }

  /** How many events lie before the last target. */
  int end() {
    return targets[targets.length - 1];
  }

  /** Negative if the event is none of the targets. */
  int indexOfTarget(int event) {
    return Arrays.binarySearch(targets, event);
  }

  /** The item of the k-th target. */
  int item(int k) {
    return timeline.items()[targets[k]];
  }

  /** The items met before the k-th target, each once. */
  int[] met(int k) {
    return Arrays.stream(timeline.items(), 0, targets[k])
        .filter(item -> item != Timeline.NONE)
        .distinct()
        .toArray();
  }
}
