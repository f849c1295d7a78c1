package org.interesttracker.interest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.InterestUpdate.ItemWeight;
import org.interesttracker.interest.InterestUpdate.TopicWeight;

/** One window of one user while it is taken in, and what its update will tell. */
final class WindowTurn {

  private final UserWindow window;
  private final InterestSettings settings;
  private final Deque<UserMessage> messages;
  private final Set<String> newItems = new LinkedHashSet<>();
  private Map<String, Double> sharesBefore;
  private float[] interestBefore;
  private int beforeFirstStep;
  private double textDrift;
  private int textPairs;
  private long latest;
  private boolean erased;

  WindowTurn(
      UserWindow window, UserProfile profile, SequenceState sequence, InterestSettings settings) {
    this.window = window;
    this.settings = settings;
    this.messages = new ArrayDeque<>(window.messages());
    this.sharesBefore = shares(profile.getTopics());
    this.interestBefore = sequence.isInitial() ? null : sequence.interest();
    this.beforeFirstStep = window.messages().size() - settings.maxStepsPerWindow();
    this.latest = window.start();
  }

  /** The next message, or null at the end of the window. */
  UserMessage poll() {
    UserMessage message = messages.poll();
    if (message != null) {
      beforeFirstStep--;
      latest = Math.max(latest, message.timestamp());
    }
    return message;
  }

  /** Notes an event; true when the sequence model is to see it. */
  boolean taken(Event event) {
    erased = false;
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

  /** True when nothing came after an order to erase. */
  boolean endsErased() {
    return erased;
  }

  /** Forgets all that came before the order to erase. */
  InterestUpdate erase(String userId) {
    erased = true;
    newItems.clear();
    sharesBefore = Map.of();
    interestBefore = null;
    textDrift = 0;
    textPairs = 0;
    return InterestUpdate.erased(userId, window, latest);
  }

  InterestUpdate close(String userId, UserProfile profile, EventTail tail, SequenceState sequence) {
    profile.decayTo(latest, settings.topicHalfLifeMillis());
    return new InterestUpdate(
        userId,
        window.start(),
        window.end(),
        window.events(),
        topics(profile.getTopics()),
        sequence.interest(),
        interestBefore == null ? null : SequenceState.drift(interestBefore, sequence.interest()),
        textPairs == 0 ? null : textDrift / textPairs,
        recentItems(tail),
        List.copyOf(newItems),
        sequence.modelVersion(),
        latest,
        false);
  }

  private List<TopicWeight> topics(Map<String, Double> weights) {
    Map<String, Double> shares = shares(weights);
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(settings.topTopics())
        .map(
            topic -> {
              double share = shares.getOrDefault(topic.getKey(), 0.0);
              double before = sharesBefore.getOrDefault(topic.getKey(), 0.0);
              return new TopicWeight(topic.getKey(), topic.getValue(), share, share - before);
            })
        .toList();
  }

  private List<ItemWeight> recentItems(EventTail tail) {
    List<ItemWeight> items = new ArrayList<>();
    tail.itemWeights(settings.recentItems())
        .forEach((item, weight) -> items.add(new ItemWeight(item, weight)));
    return items;
  }

  private static Map<String, Double> shares(Map<String, Double> weights) {
    double sum = weights.values().stream().filter(w -> w > 0).mapToDouble(w -> w).sum();
    Map<String, Double> shares = new HashMap<>();
    weights.forEach((topic, weight) -> shares.put(topic, weight > 0 ? weight / sum : 0));
    return shares;
  }
}
