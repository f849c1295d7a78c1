package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.interesttracker.event.Consent;
import org.interesttracker.event.Event;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.ToLearn;
import org.interesttracker.interest.InterestUpdate.TopicWeight;

/** One window of one user while it is taken in, and what its update will tell. */
final class WindowTurn {

  private final UserWindow window;
  private final InterestSettings settings;
  private final Iterator<UserMessage> messages;
  private final Set<String> newItems = new LinkedHashSet<>();
  private final Set<String> newItemsToLearn = new LinkedHashSet<>();
  private final boolean consented;
  private TopicWeights topicsBefore;
  private float[] interestBefore;
  private int beforeFirstStep;
  private double textDrift;
  private int textPairs;
  private long latest;
  private boolean erased;
  private boolean changed;
  private int passedOver;

  WindowTurn(
      UserWindow window, UserProfile profile, SequenceState sequence, InterestSettings settings) {
    this.window = window;
    this.settings = settings;
    this.messages = window.messages().iterator();
    this.consented = profile.allows(Purpose.PROFILE);
    this.topicsBefore = profile.topics().copy();
    this.interestBefore = sequence.isInitial() ? null : sequence.interest();
    this.beforeFirstStep = window.messages().size() - settings.maxStepsPerWindow();
    this.latest = window.start();
  }

  /** The next message, or null at the end of the window. */
  UserMessage poll() {
    if (!messages.hasNext()) {
      return null;
    }
    UserMessage message = messages.next();
    beforeFirstStep--;
    latest = Math.max(latest, message.timestamp());
    return message;
  }

  /** Of the window, exclusive, epoch milliseconds. */
  long end() {
    return window.end();
  }

  /** Notes an order that may change what the user is shown. */
  void obeyed() {
    changed = true;
  }

  /** Notes an event that must not be used. */
  void passedOver() {
    passedOver++;
  }

  /** Whether events could be used when the window began. */
  boolean beganWithConsent() {
    return consented;
  }

  /**
   * Notes an event; true when the sequence model is to see it.
   *
   * @param learn whether shared models may learn of it
   */
  boolean taken(Event event, boolean learn) {
    erased = false;
    changed = true;
    if (event.itemId() != null) {
      newItems.add(event.itemId());
      if (learn) {
        newItemsToLearn.add(event.itemId());
      }
    }
    return beforeFirstStep < 0;
  }

  /** Notes a step from one text or item to the next. */
  void moved(float[] from, float[] to) {
    if (from != null && to != null) {
      textDrift += SequenceState.drift(from, to);
      textPairs++;
    }
  }

  /** True when an event or such an order came. */
  boolean isChanged() {
    return changed;
  }

  /** True when no event came after an order to erase. */
  boolean endsErased() {
    return erased;
  }

  /** Forgets all that came before the order to erase. */
  InterestUpdate erase(String userId) {
    erased = true;
    newItems.clear();
    newItemsToLearn.clear();
    topicsBefore = new TopicWeights();
    interestBefore = null;
    textDrift = 0;
    textPairs = 0;
    return InterestUpdate.erased(userId, window, latest);
  }

  /** Of a user whose events must not be used any more. */
  InterestUpdate withdraw(String userId, Consent consent) {
    return InterestUpdate.withdrawn(userId, window, latest, consent);
  }

  /**
   * @param learned the events that shared models may learn of; null if they are those of the tail
   */
  InterestUpdate close(
      String userId,
      UserProfile profile,
      EventTail tail,
      EventTail learned,
      SequenceState sequence,
      Preferences preferences) {
    profile.topics().decayTo(latest, settings.topicHalfLifeMillis());
    return new InterestUpdate(
        userId,
        window.start(),
        window.end(),
        Math.max(0, window.events() - passedOver),
        topics(profile.topics()),
        sequence.interest(),
        interestBefore == null ? null : SequenceState.drift(interestBefore, sequence.interest()),
        textPairs == 0 ? null : textDrift / textPairs,
        items(tail),
        List.copyOf(newItems),
        sequence.modelVersion(),
        latest,
        false,
        preferences.isEmpty() ? null : preferences,
        profile.consent(),
        toLearn(learned, tail));
  }

  private List<ItemWeight> items(EventTail tail) {
    return tail.itemWeights(settings.recentItems(), settings.similarity().evidence());
  }

  private ToLearn toLearn(EventTail learned, EventTail tail) {
    boolean all = learned == null && newItemsToLearn.size() == newItems.size();
    return all
        ? null
        : new ToLearn(items(learned == null ? tail : learned), List.copyOf(newItemsToLearn));
  }

  private List<TopicWeight> topics(TopicWeights now) {
    double sum = now.positiveSum();
    double sumBefore = topicsBefore.positiveSum();
    List<TopicWeight> heaviest = new ArrayList<>(settings.topTopics());
    for (int i : now.heaviest(settings.topTopics())) {
      double share = Math.max(0, now.weight(i)) / (sum == 0 ? 1 : sum);
      double change = share - topicsBefore.share(now.name(i), i, sumBefore);
      heaviest.add(new TopicWeight(now.name(i), now.weight(i), share, change));
    }
    return heaviest;
  }
}
