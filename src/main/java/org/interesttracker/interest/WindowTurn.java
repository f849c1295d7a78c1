package org.interesttracker.interest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestUpdate.TopicWeight;

/** One window of one user while it is taken in, and what its update will tell. */
final class WindowTurn {

  private final UserWindow window;
  private final InterestSettings settings;
  private final Iterator<UserMessage> messages;
  private final Set<String> newItems = new LinkedHashSet<>();
  private TopicWeights topicsBefore;
  private float[] interestBefore;
  private int beforeFirstStep;
  private double textDrift;
  private int textPairs;
  private long latest;
  private boolean erased;
  private boolean changed;

  WindowTurn(
      UserWindow window, UserProfile profile, SequenceState sequence, InterestSettings settings) {
    this.window = window;
    this.settings = settings;
    this.messages = window.messages().iterator();
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

  /** Notes an event; true when the sequence model is to see it. */
  boolean taken(Event event) {
    erased = false;
    changed = true;
    if (event.itemId() != null) {
      newItems.add(event.itemId());
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
    topicsBefore = new TopicWeights();
    interestBefore = null;
    textDrift = 0;
    textPairs = 0;
    return InterestUpdate.erased(userId, window, latest);
  }

  InterestUpdate close(
      String userId,
      UserProfile profile,
      EventTail tail,
      SequenceState sequence,
      Preferences preferences) {
    profile.topics().decayTo(latest, settings.topicHalfLifeMillis());
    return new InterestUpdate(
        userId,
        window.start(),
        window.end(),
        window.events(),
        topics(profile.topics()),
        sequence.interest(),
        interestBefore == null ? null : SequenceState.drift(interestBefore, sequence.interest()),
        textPairs == 0 ? null : textDrift / textPairs,
        tail.itemWeights(settings.recentItems(), settings.similarity().evidence()),
        List.copyOf(newItems),
        sequence.modelVersion(),
        latest,
        false,
        preferences.isEmpty() ? null : preferences);
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
