package org.interesttracker.interest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.interesttracker.event.ConsentHistory;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ErasurePart;
import org.interesttracker.event.Event;
import org.interesttracker.event.Purpose;
import org.interesttracker.event.UserMessage;
import org.interesttracker.model.Catalog;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.similarity.CoOccurrence;

/**
 * One user's part of a bundle: the state as loaded, the windows to take in, and the position within
 * them. {@link #next} goes forward to the next event for the sequence model and does all else on
 * the way; {@link #stepped} takes the model's answer.
 */
public final class UserTurn {

  private final String userId;
  private final InterestSettings settings;
  private final Catalog catalog;
  private final Consumer<CoOccurrence> counts;
  private final CountedHistory history;
  private final Consumer<PublishableEvent> publishable;
  private final Deque<UserWindow> windows = new ArrayDeque<>();
  private final Deque<TailEvent> rebuild = new ArrayDeque<>();
  private final List<InterestUpdate> updates = new ArrayList<>();
  private final List<InterestProfile> answers = new ArrayList<>();
  private final List<ConsentDecision> decisions = new ArrayList<>();
  private final List<ErasurePart> erasures = new ArrayList<>();
  private final TopicNeighbours neighbours;

  private final long eventsBefore;

  private UserProfile profile;
  private EventTail tail;

  /** The events that shared models may learn of; null while they are those of the tail. */
  private EventTail learned;

  private SequenceState sequence;
  private Preferences preferences;

  private WindowTurn current;
  private TailEvent stepping;
  private float[] input;
  private float[] lastInput;
  private boolean rebuilding;

  /** The vector of the latest event where that has one; else it is to be looked for. */
  private float[] latest;

  /**
   * Of a user whose history in the item counts is not kept, so that no erasure takes it back.
   *
   * @param state what is kept of the user, changed in place; null for a new user
   * @param counts receives what the events add to the item counts
   */
  public UserTurn(
      String userId,
      UserState state,
      InterestSettings settings,
      Catalog catalog,
      Consumer<CoOccurrence> counts) {
    this(
        userId,
        state,
        settings,
        catalog,
        counts,
        new CountedHistory(settings, List::of, takenBack -> {}),
        event -> {});
  }

  /**
   * @param history what the user added to the item counts so far
   * @param publishable receives what may become part of a release
   */
  public UserTurn(
      String userId,
      UserState state,
      InterestSettings settings,
      Catalog catalog,
      Consumer<CoOccurrence> counts,
      CountedHistory history,
      Consumer<PublishableEvent> publishable) {
    this.userId = userId;
    this.history = history;
    this.publishable = publishable;
    UserState known = state == null ? UserState.empty() : state;
    this.profile = known.getProfile();
    this.profile.defaultTo(settings.defaultConsent());
    this.eventsBefore = profile.getEvents();
    this.tail = known.getTail();
    this.learned = known.getLearned();
    this.sequence = known.getSequence();
    this.preferences = known.getPreferences();
    this.settings = settings;
    this.catalog = catalog;
    this.neighbours = new TopicNeighbours(catalog.topics(), settings.neighbourTopics());
    this.counts = added -> counts.accept(added.by(userId));
  }

  /** Adds a window; windows are taken in in the order of their arrival. */
  public void add(UserWindow window) {
    windows.add(window);
  }

  public String userId() {
    return userId;
  }

  /** What is to be kept of the user; null when nothing is. */
  public UserState state() {
    UserState state = present();
    return state.isEmpty() ? null : state;
  }

  /** What the user added to the item counts. */
  public CountedHistory history() {
    return history;
  }

  /** True once in as many events as are to be kept. */
  boolean isHistoryLong() {
    int limit = settings.similarity().userBounds().erasableEvents();
    return limit > 0 && profile.getEvents() / limit > eventsBefore / limit;
  }

  private UserState present() {
    return new UserState(
        profile, tail, learned, sequence.isInitial() ? null : sequence, preferences);
  }

  /** Where the model stands, zeros before the first step. */
  SequenceState standing() {
    return sequence;
  }

  /** One for each order about consent, and to erase, in the order in which they took effect. */
  public List<ConsentDecision> decisions() {
    return decisions;
  }

  /** What the user ordered of consent. */
  ConsentHistory consents() {
    return profile.getConsents();
  }

  /** Whether that is to be kept anew. */
  boolean isConsentNews() {
    return !decisions.isEmpty() || profile.getConsents().isOfUnknownTime();
  }

  /**
   * One update per window, in the order of the windows; none without consent, but for the window in
   * which it was withdrawn, or for a window of nothing but questions; one more for an erasure.
   */
  public List<InterestUpdate> updates() {
    return updates;
  }

  /** One for each order to show what is known, and to erase it, as of its place in time. */
  public List<InterestProfile> answers() {
    return answers;
  }

  /** One for each order to erase the user. */
  List<ErasurePart> erasures() {
    return erasures;
  }

  /** Starts anew from the tail where the state was written under another model. */
  void prepare(SequenceModel model) {
    if (sequence != null && !sequence.modelVersion().equals(model.version())) {
      rebuild.addAll(tail.getEvents());
      sequence = null;
    }
    if (sequence == null) {
      sequence = SequenceState.initial(model.version(), model.hiddenSize(), model.outputSize());
    }
  }

  /** Goes forward; false when there is nothing left for the sequence model. */
  boolean next() {
    while (true) {
      rebuilding = !rebuild.isEmpty();
      if (rebuilding) {
        step(rebuild.poll());
        return true;
      }
      if (current == null && !openWindow()) {
        return false;
      }
      UserMessage message = current.poll();
      if (message == null) {
        closeWindow();
      } else if (message.control() != null) {
        obey(message);
      } else if (!profile.allows(Purpose.PROFILE, message.timestamp())) {
        current.passedOver();
      } else if (take(message.event())) {
        return true;
      }
    }
  }

  /** Writes the input row of the event that is up. */
  void writeInput(float[] rows, int offset, int dimension) {
    SequenceInput.write(
        rows,
        offset,
        dimension,
        input,
        stepping.type(),
        stepping.value(),
        sequence.gapTo(stepping.timestamp()));
  }

  /** Takes the model's answer for the event that is up. */
  void stepped(float[] hidden, float[] cell, float[] interest) {
    if (!rebuilding) {
      current.moved(lastInput, input);
    }
    sequence =
        new SequenceState(sequence.modelVersion(), hidden, cell, interest, stepping.timestamp());
  }

  private void step(TailEvent event) {
    stepping = event;
    input = vector(event);
  }

  private float[] vector(TailEvent event) {
    float[] vector = catalog.vector(event.itemId());
    return vector == null ? catalog.fitting(event.textVector()) : vector;
  }

  /** The vector of the user's latest event that has one; null if none has. */
  private float[] latestVector() {
    return latest == null ? latestOfTail() : latest;
  }

  private float[] latestOfTail() {
    List<TailEvent> events = tail.getEvents();
    for (int i = events.size() - 1; i >= 0; i--) {
      float[] vector = vector(events.get(i));
      if (vector != null) {
        return vector;
      }
    }
    return null;
  }

  private boolean openWindow() {
    UserWindow window = windows.poll();
    if (window == null) {
      return false;
    }
    current = new WindowTurn(window, profile, sequence, settings);
    return true;
  }

  private void closeWindow() {
    boolean gone = current.endsErased() && preferences.isEmpty();
    if (current.isChanged() && !gone) {
      if (profile.allows(Purpose.PROFILE)) {
        updates.add(current.close(userId, profile, tail, learned, sequence, preferences));
      } else if (current.beganWithConsent()) {
        updates.add(current.withdraw(userId, profile.consent()));
      }
    }
    current = null;
  }

  /** Counts an event; true when the sequence model is to see it. */
  private boolean take(Event event) {
    TailEvent kept = TailEvent.of(event, settings.weights(), catalog);
    lastInput = latestVector();
    latest = null;
    profile.count(event.type(), event.timestamp());
    List<String> topics = Topics.of(kept.itemId(), kept.textVector(), catalog, settings);
    weigh(topics, kept);
    if (profile.allows(Purpose.PUBLISH, event.timestamp())) {
      publishable.accept(PublishableEvent.of(event, topics));
    }
    step(kept);
    boolean learn = profile.allows(Purpose.LEARN, event.timestamp());
    if (learn) {
      EventTail before = linked();
      history.add(before, stepping, ItemLinks.count(before, stepping, settings, counts));
    }
    remember(stepping, learn);
    latest = input;
    return current.taken(event, learn);
  }

  /** With which items are linked: as if the events that nothing may learn of had never been. */
  private EventTail linked() {
    return learned == null ? tail : learned;
  }

  private void remember(TailEvent event, boolean learn) {
    if (!learn && learned == null) {
      learned = tail.fork();
    }
    tail.add(event, settings.tailLength());
    if (learned != null && learn) {
      learned.add(event, settings.tailLength());
    }
    joinTails();
  }

  private void joinTails() {
    if (learned != null && learned.linksAs(tail)) {
      learned = null;
    }
  }

  private void weigh(List<String> topics, TailEvent event) {
    long halfLife = settings.topicHalfLifeMillis();
    for (String topic : topics) {
      profile.topics().add(topic, event.weight(), event.timestamp(), halfLife);
    }
    if (event.weight() < 0) {
      neighbours.lower(profile.topics(), topics, event.weight(), event.timestamp(), halfLife);
    }
  }

  private void obey(UserMessage message) {
    ControlMessage order = message.control();
    switch (order.type()) {
      case SHOW_INTERESTS -> show(message.timestamp());
      case ERASE_USER -> erase(message);
      default -> {
        change(message);
        current.obeyed();
      }
    }
  }

  private void change(UserMessage message) {
    ControlMessage order = message.control();
    switch (order.type()) {
      case CONSENT, CONSENT_GIVEN, CONSENT_WITHDRAWN ->
          decisions.add(ConsentDecision.of(message, profile));
      case FORGET_TOPIC -> forget(order);
      case BLOCK_ITEM, UNBLOCK_ITEM, BLOCK_CATEGORY, UNBLOCK_CATEGORY, LESS_OF, MORE_OF ->
          preferences = preferences.after(order, settings.maxPreferences());
      default -> throw new IllegalStateException("Not about a user: " + order.type());
    }
  }

  private void show(long timestamp) {
    answers.add(new ProfileAnswer(settings, catalog).of(userId, present(), timestamp));
  }

  private void forget(ControlMessage order) {
    String topic = order.topic();
    preferences = preferences.after(order, settings.maxPreferences());
    profile.topics().remove(topic);
    forget(topic, tail);
    if (learned != null) {
      forget(topic, learned);
      joinTails();
    }
    history.forgot(linked());
    restart();
    rebuild.addAll(tail.getEvents());
  }

  private void forget(String topic, EventTail from) {
    from.getEvents()
        .removeIf(
            event ->
                Topics.of(event.itemId(), event.textVector(), catalog, settings).contains(topic));
  }

  /** Tells so, lest an answer given before is the last that outputs have. */
  private void erase(UserMessage message) {
    long timestamp = message.timestamp();
    decisions.add(ConsentDecision.ofErasure(message, profile, settings.defaultConsent()));
    UserState held = present();
    CountedHistory.Taken taken = history.erase(userId, profile.getEvents());
    erasures.add(ErasedParts.of(userId, held, taken, timestamp, current.end()));
    publishable.accept(PublishableEvent.erasure(userId, timestamp));
    profile = new UserProfile();
    profile.defaultTo(settings.defaultConsent());
    tail = new EventTail();
    learned = null;
    preferences = Preferences.NONE;
    restart();
    rebuild.clear();
    updates.add(current.erase(userId));
    answers.add(new ProfileAnswer(settings, catalog).ofErased(userId, present(), timestamp));
  }

  private void restart() {
    latest = null;
    sequence =
        SequenceState.initial(
            sequence.modelVersion(), sequence.hidden().length, sequence.interest().length);
  }
}
