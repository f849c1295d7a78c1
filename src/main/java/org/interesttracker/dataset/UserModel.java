package org.interesttracker.dataset;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.interesttracker.dataset.InterestPlan.Kind;
import org.interesttracker.dataset.RandomStreams.Purpose;
import org.interesttracker.event.Event;
import org.interesttracker.event.EventType;

/** One simulated user, who makes events one after the other; under a kilobyte of memory each. */
final class UserModel {

  private static final double SEARCH_WITH_ITEM = 0.15;
  private static final int CHINA_OFFSET_HOURS = 8;

  private final String id;
  private final int language;
  private final int events;
  private final ItemPool pool;
  private final Random random;
  private final InterestPlan plan;
  private final SessionClock clock;
  private final Browser browser;
  private int done;
  private long changeTime;
  private EventType last;

  UserModel(
      int number,
      int events,
      GeneratorSettings settings,
      TopicBank bank,
      ItemPool pool,
      WeightedSampler subjects) {
    this.id = Ids.numbered("u", number);
    this.events = events;
    this.pool = pool;
    random = RandomStreams.of(settings.seed(), Purpose.USER, number);
    language = random.nextDouble() < settings.chineseShare() ? 1 : 0;
    plan = InterestPlan.draw(settings, subjects, language, events, random);
    int offset = language == 1 ? CHINA_OFFSET_HOURS : random.nextInt(9) - 7;
    clock = new SessionClock(new DayRhythm(offset), settings, events, random);
    browser = new Browser(pool, plan, settings.noiseShare(), bank.size());
    startSession();
  }

  boolean hasNext() {
    return done < events;
  }

  /** When the next event happens, epoch milliseconds. */
  long nextTime() {
    return clock.time();
  }

  Event next() {
    boolean stays = browser.stays(last, random);
    double progress = (double) done / events;
    int item = stays ? browser.item() : browser.move(changed(), progress, nextTime(), random);
    boolean interested = plan.covers(pool.topicIndex(item), changed());
    Scene scene = pool.topic(item).scene();
    last =
        stays
            ? Reaction.next(scene, interested, random)
            : Reaction.first(scene, interested, random);
    Event event = event(item, interested);
    advance(event);
    return event;
  }

  /** Complete once all events are made. */
  Truth truth(TopicBank bank) {
    return new Truth(
        id,
        plan.kind().name().toLowerCase(Locale.ROOT),
        language == 1 ? Topic.CHINESE : Topic.ENGLISH,
        changed() ? Instant.ofEpochMilli(changeTime).toString() : null,
        bank.names(plan.before().topics()),
        plan.kind() == Kind.STABLE ? null : bank.names(plan.after().topics()));
  }

  private Event event(int item, boolean interested) {
    Topic topic = pool.topic(item);
    boolean withItem = last != EventType.SEARCH || random.nextDouble() < SEARCH_WITH_ITEM;
    String text = Reaction.text(last, topic, interested, random);
    return new Event(
        Ids.numbered(id + "-", done + 1L),
        id,
        withItem ? pool.id(item) : null,
        last,
        text,
        Reaction.value(last, topic.scene(), interested, random),
        nextTime(),
        id + "-s" + clock.session(),
        null,
        text == null ? null : topic.language(),
        null);
  }

  private void advance(Event event) {
    clock.pass(last == EventType.VIEW ? event.value() : 0, random);
    done++;
    if (hasNext() && clock.sessionIsOver()) {
      startSession();
    }
  }

  private void startSession() {
    clock.startSession(events - done, random);
    browser.startSession();
    last = null;
    if (plan.kind() == Kind.CHANGE && !changed() && done >= plan.changeEvent()) {
      changeTime = clock.time();
    }
  }

  private boolean changed() {
    return changeTime != 0;
  }
}
