package org.interesttracker.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.interesttracker.evaluation.Replay.Advance;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.recommend.ListRules;

/**
 * Takes the steps of a protocol: scores first, learns after. Every model sees the same, and none
 * sees an event before it has scored it.
 */
final class EvaluationRun {

  private final List<Event> events;
  private final Replay replay;
  private final ItemNumbers numbers;
  private final TextVectors texts;
  private final List<Learner> shared;
  private final LiveLearning live;
  private final int chunk;
  private final List<Entrant> entrants;
  private final MetItems met;
  private final Crowd crowd;
  private final boolean repeats;
  private final ListRules rules;
  private final Map<String, UserFacts> users = new HashMap<>();
  private final Map<Part, Integer> totals = new EnumMap<>(Part.class);
  private final Map<Part, Integer> done = new EnumMap<>(Part.class);
  private final long[] bucketTimes = new long[ModelFigures.BUCKETS];

  /**
   * @param numbers of all items of the run
   * @param live teaches the sequence model between chunks; null for none
   * @param chunk how many events' interest is computed together
   * @param repeats whether items that the user has met stay in the ranking
   * @param rules what else stays out of it
   */
  EvaluationRun(
      List<Event> events,
      Replay replay,
      ItemNumbers numbers,
      TextVectors texts,
      List<Learner> shared,
      LiveLearning live,
      int chunk,
      List<Entrant> entrants,
      boolean repeats,
      ListRules rules) {
    this.events = events;
    this.replay = replay;
    this.numbers = numbers;
    this.texts = texts;
    this.shared = shared;
    this.live = live;
    this.chunk = chunk;
    this.entrants = entrants;
    this.met = new MetItems(numbers.size());
    this.crowd = new Crowd(numbers.size());
    this.repeats = repeats;
    this.rules = rules;
  }

  /**
   * @param progress told how many steps were taken since the last call
   */
  void take(List<Step> steps, LongConsumer progress) {
    steps.stream()
        .filter(step -> step.part() != null)
        .forEach(step -> totals.merge(step.part(), 1, Integer::sum));
    for (int from = 0; from < steps.size(); from += chunk) {
      List<Step> next = steps.subList(from, Math.min(steps.size(), from + chunk));
      takeChunk(next);
      if (live != null) {
        live.takeOver();
      }
      progress.accept(next.size());
    }
  }

  private void takeChunk(List<Step> chunk) {
    List<Event> advancing =
        chunk.stream().filter(Step::advances).map(step -> events.get(step.event())).toList();
    List<Advance> advanced = replay.advance(advancing);
    List<InterestUpdate> asked = asked(chunk, advanced);
    modelsFirst(entrants, entrant -> entrant.prepare(asked));
    var advances = advanced.iterator();
    chunk.forEach(step -> take(step, step.advances() ? advances.next() : null));
  }

  /** The interests that the steps are foreseen by. */
  private List<InterestUpdate> asked(List<Step> chunk, List<Advance> advanced) {
    List<InterestUpdate> asked = new ArrayList<>();
    Map<String, InterestUpdate> latest = new HashMap<>();
    var advances = advanced.iterator();
    for (Step step : chunk) {
      String user = events.get(step.event()).userId();
      UserFacts facts = users.get(user);
      InterestUpdate before = latest.getOrDefault(user, facts == null ? null : facts.interest());
      if (before != null) {
        asked.add(before);
      }
      if (step.advances()) {
        latest.put(user, advances.next().update());
      }
    }
    return asked;
  }

  private void take(Step step, Advance advance) {
    Event event = events.get(step.event());
    UserFacts user = users.computeIfAbsent(event.userId(), id -> new UserFacts(users.size()));
    met.use(user.number());
    Turn turn = turn(event, step, user, advance);
    if (turn.before() != null) {
      score(step, turn, user);
    }
    if (step.teaches()) {
      entrants.forEach(entrant -> entrant.learn(turn));
      shared.forEach(learner -> learner.learn(turn));
      if (live != null) {
        live.learn(turn);
      }
    }
    if (step.advances()) {
      advance(user, turn);
    }
  }

  private Turn turn(Event event, Step step, UserFacts user, Advance advance) {
    return new Turn(
        event,
        event.itemId() == null ? Turn.NO_ITEM : numbers.find(event.itemId()),
        step.target(),
        user.events(),
        user.interest(),
        advance == null ? null : advance.update(),
        advance == null ? List.of() : advance.deltas(),
        left(user));
  }

  /** At the time of the list, which was made after the user's event before. */
  private IntPredicate left(UserFacts user) {
    if (user.interest() == null) {
      return item -> false;
    }
    long time = user.interest().timestamp();
    return item -> !repeats && met.contains(item) || !rules.allows(item, time);
  }

  private void score(Step step, Turn turn, UserFacts user) {
    Situation at = step.part() == null ? null : situation(step.part(), turn, user);
    List<Entrant> asked =
        entrants.stream().filter(e -> at != null || e.wantsScores(step, turn)).toList();
    modelsFirst(asked, entrant -> entrant.score(step, turn, crowd::isCold));
    if (at != null) {
      asked.forEach(entrant -> entrant.measure(step.part(), at, crowd, texts));
    }
  }

  /** Models side by side, then those that blend what they said. */
  private static void modelsFirst(List<Entrant> entrants, Consumer<Entrant> work) {
    entrants.parallelStream().filter(entrant -> !entrant.learnsFromScores()).forEach(work);
    entrants.stream().filter(Entrant::learnsFromScores).forEach(work);
  }

  private Situation situation(Part part, Turn turn, UserFacts user) {
    int before = done.merge(part, 1, Integer::sum) - 1;
    double progress = (double) before / totals.get(part);
    int bucket = (int) (progress * ModelFigures.BUCKETS);
    if (part == Part.TEST && bucketTimes[bucket] == 0) {
      bucketTimes[bucket] = turn.event().timestamp();
    }
    int candidates = crowd.items() - (repeats ? 0 : met.size());
    return new Situation(
        turn.item(),
        user.number(),
        user.events(),
        candidates,
        crowd.coldItems(),
        turn.before(),
        progress);
  }

  private void advance(UserFacts user, Turn turn) {
    if (user.events() == 0) {
      crowd.addUser();
    }
    if (turn.item() != Turn.NO_ITEM && met.add(turn.item())) {
      crowd.meet(turn.item());
    }
    user.advance(turn.after());
  }

  /** How many targets were scored. */
  int targets(Part part) {
    return done.getOrDefault(part, 0);
  }

  int users() {
    return users.size();
  }

  /** Event time of the first target of each bucket, epoch milliseconds. */
  long[] bucketTimes() {
    return bucketTimes;
  }
}
