package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Event;

/** Lays out the steps of a protocol. */
final class Schedule {

  private static final int NONE = -1;

  private final List<Event> events;
  private final EvaluationSettings settings;
  private final boolean[] targets;

  Schedule(List<Event> events, EvaluationSettings settings) {
    this.events = events;
    this.settings = settings;
    this.targets = Targets.of(events, settings.repeats());
  }

  List<Step> steps() {
    return switch (settings.protocol()) {
      case PREQUENTIAL -> testThenLearn(Long.MIN_VALUE, true);
      case TIME_SPLIT -> testThenLearn(cut(), settings.learnOn());
      case LEAVE_LAST_OUT -> leaveLastOut();
    };
  }

  /** What comes before the test of a time split. */
  static List<Event> beforeTest(List<Event> events, EvaluationSettings settings) {
    long cut = new Schedule(events, settings).cut();
    return events.stream().filter(event -> event.timestamp() <= cut).toList();
  }

  /** The events after this moment are tested. */
  private long cut() {
    long first = events.get(0).timestamp();
    long span = events.get(events.size() - 1).timestamp() - first;
    return first + (long) (span * (1 - settings.testShare()));
  }

  private List<Step> testThenLearn(long after, boolean learnOn) {
    List<Step> steps = new ArrayList<>(events.size());
    for (int e = 0; e < events.size(); e++) {
      boolean tested = events.get(e).timestamp() > after || after == Long.MIN_VALUE;
      steps.add(
          new Step(
              e, tested && targets[e] ? Part.TEST : null, targets[e], true, !tested || learnOn));
    }
    return steps;
  }

  /**
   * All that comes before a user's last two targets is learned. Then all the last but one are
   * scored, then learned, with what lies between; then all the last are scored.
   */
  private List<Step> leaveLastOut() {
    int[] test = lastTargets(null);
    int[] validation = lastTargets(test);
    List<Step> steps = new ArrayList<>(events.size());
    add(steps, e -> e < firstHeldBack(e, test, validation) ? learned(e) : null);
    add(steps, e -> e == validation[e] ? scored(e, Part.VALIDATION) : null);
    add(steps, e -> validation[e] != NONE && e >= validation[e] && e < test[e] ? learned(e) : null);
    add(steps, e -> e == test[e] ? scored(e, Part.TEST) : null);
    return steps;
  }

  private static int firstHeldBack(int event, int[] test, int[] validation) {
    if (validation[event] != NONE) {
      return validation[event];
    }
    return test[event] == NONE ? Integer.MAX_VALUE : test[event];
  }

  private void add(List<Step> steps, StepOf stepOf) {
    for (int e = 0; e < events.size(); e++) {
      Step step = stepOf.of(e);
      if (step != null) {
        steps.add(step);
      }
    }
  }

  private Step learned(int event) {
    return new Step(event, null, targets[event], true, true);
  }

  private static Step scored(int event, Part part) {
    return new Step(event, part, true, false, false);
  }

  /**
   * By event: the place of its user's last target before a limit.
   *
   * @param before by event, exclusive; null for the end of the data
   */
  private int[] lastTargets(int[] before) {
    Map<String, Integer> last = new HashMap<>();
    for (int e = 0; e < events.size(); e++) {
      if (targets[e] && (before == null || e < before[e])) {
        last.put(events.get(e).userId(), e);
      }
    }
    int[] places = new int[events.size()];
    Arrays.setAll(places, e -> last.getOrDefault(events.get(e).userId(), NONE));
    return places;
  }

  private interface StepOf {
    Step of(int event);
  }
}
