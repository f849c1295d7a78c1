package org.interesttracker.dataset;

import java.util.Arrays;
import java.util.Random;
import org.interesttracker.event.EventType;

/** Which item a user turns to next: it stays, follows, or looks for something new. */
final class Browser {

  private static final double KEEP_FOCUS = 0.75;
  private static final double OTHER_LANGUAGE = 0.04;
  private static final double FOLLOW_COMPANION = 0.2;
  private static final double STAY_AFTER_CLICK = 0.5;
  private static final double STAY_AFTER_VIEW = 0.2;
  private static final int NONE = -1;
  private static final int REMEMBERED = 24;
  private static final int TRIES = 4;

  private final ItemPool pool;
  private final InterestPlan plan;
  private final double noise;
  private final int topics;
  private final int[] recent = new int[REMEMBERED];
  private int turn;
  private int focus = NONE;
  private int item = NONE;

  Browser(ItemPool pool, InterestPlan plan, double noise, int topics) {
    this.pool = pool;
    this.plan = plan;
    this.noise = noise;
    this.topics = topics;
    Arrays.fill(recent, NONE);
  }

  void startSession() {
    focus = NONE;
    item = NONE;
  }

  boolean stays(EventType last, Random random) {
    double chance =
        last == EventType.CLICK ? STAY_AFTER_CLICK : last == EventType.VIEW ? STAY_AFTER_VIEW : 0;
    return item != NONE && random.nextDouble() < chance;
  }

  /** The item that was turned to last. */
  int item() {
    return item;
  }

  /** Turns to another item and returns it. */
  int move(boolean changed, double progress, long now, Random random) {
    int topic = topic(changed, progress, random);
    if (random.nextDouble() < OTHER_LANGUAGE) {
      topic = TopicBank.translated(topic);
    }
    boolean sameTopic = item != NONE && pool.topicIndex(item) == topic;
    item =
        sameTopic && random.nextDouble() < FOLLOW_COMPANION
            ? pool.companion(item, now)
            : fresh(topic, now, random);
    recent[turn++ % REMEMBERED] = item;
    return item;
  }

  private int topic(boolean changed, double progress, Random random) {
    if (random.nextDouble() < noise) {
      return elsewhere(changed, random);
    }
    if (focus == NONE || random.nextDouble() >= KEEP_FOCUS) {
      focus = plan.topic(changed, progress, random);
    }
    return focus;
  }

  private int elsewhere(boolean changed, Random random) {
    int language = plan.before().topics().get(0) % 2;
    int topic = random.nextInt(topics / 2) * 2 + language;
    while (plan.covers(topic, changed)) {
      topic = random.nextInt(topics / 2) * 2 + language;
    }
    return topic;
  }

  private int fresh(int topic, long now, Random random) {
    int found = pool.pick(topic, now, random);
    for (int i = 0; i < TRIES && isRecent(found); i++) {
      found = pool.pick(topic, now, random);
    }
    return found;
  }

  private boolean isRecent(int candidate) {
    return Arrays.stream(recent).anyMatch(r -> r == candidate);
  }
}
