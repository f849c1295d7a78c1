package org.interesttracker.dataset;

import java.util.Random;

/**
 * How one user's interest goes on.
 *
 * @param after the new interest; the same as before if stable
 * @param changeEvent for a change: the first session after this many events brings it
 */
record InterestPlan(Kind kind, Mixture before, Mixture after, int changeEvent) {

  enum Kind {
    CHANGE,
    DRIFT,
    STABLE
  }

  static InterestPlan draw(
      GeneratorSettings settings,
      WeightedSampler subjects,
      int language,
      int events,
      Random random) {
    Kind kind = kind(settings, random.nextDouble());
    Mixture before = Mixture.draw(subjects, language, null, random);
    Mixture after = kind == Kind.STABLE ? before : Mixture.draw(subjects, language, before, random);
    int changeEvent = (int) (events * (0.4 + 0.2 * random.nextDouble()));
    return new InterestPlan(kind, before, after, changeEvent);
  }

  /**
   * A topic of interest.
   *
   * @param progress the part of the user's events that is behind
   */
  int topic(boolean changed, double progress, Random random) {
    return switch (kind) {
      case STABLE -> before.sample(random);
      case CHANGE -> (changed ? after : before).sample(random);
      case DRIFT -> (random.nextDouble() < progress ? after : before).sample(random);
    };
  }

  boolean covers(int topic, boolean changed) {
    return switch (kind) {
      case STABLE -> before.covers(topic);
      case CHANGE -> (changed ? after : before).covers(topic);
      case DRIFT -> before.covers(topic) || after.covers(topic);
    };
  }

  private static Kind kind(GeneratorSettings settings, double draw) {
    if (draw < settings.changeShare()) {
      return Kind.CHANGE;
    }
    boolean drift = draw < settings.changeShare() + settings.driftShare();
    return drift ? Kind.DRIFT : Kind.STABLE;
  }
}
