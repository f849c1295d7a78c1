package org.interesttracker.interest;

import java.util.Arrays;
import java.util.List;
import org.interesttracker.interest.InterestProfile.Foreseen;
import org.interesttracker.interest.InterestProfile.ProfileItem;
import org.interesttracker.interest.InterestProfile.ProfileTopic;
import org.interesttracker.model.Catalog;

/** Tells a user what is kept of the user. */
final class ProfileAnswer {

  private final InterestSettings settings;
  private final Catalog catalog;

  ProfileAnswer(InterestSettings settings, Catalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  /**
   * The answer to a question.
   *
   * @param state left as it is
   * @param timestamp event time of the question, epoch milliseconds
   */
  InterestProfile of(String userId, UserState state, long timestamp) {
    return of(userId, state, timestamp, false);
  }

  /**
   * What follows an erasure.
   *
   * @param state of a user of whom nothing is known
   * @param timestamp event time of the erasure, epoch milliseconds
   */
  InterestProfile ofErased(String userId, UserState state, long timestamp) {
    return of(userId, state, timestamp, true);
  }

  private InterestProfile of(String userId, UserState state, long timestamp, boolean erased) {
    UserProfile profile = state.getProfile();
    boolean seen = profile.getEvents() > 0;
    List<ProfileTopic> topics = topics(profile.topics().copy(), timestamp);
    Foreseen foreseen = foreseen(state);
    ProfileWords words = new ProfileWords(profile, topics, foreseen);
    return new InterestProfile(
        userId,
        !state.isEmpty(),
        profile.isConsentWithdrawn(),
        profile.consent(),
        seen ? profile.getFirstSeen() : null,
        seen ? profile.getLastSeen() : null,
        profile.getEvents(),
        profile.getEventCounts(),
        topics,
        items(state.getTail()),
        state.getPreferences().isEmpty() ? null : state.getPreferences(),
        foreseen,
        foreseen == null ? null : state.getSequence().modelVersion(),
        words.english(),
        words.chinese(),
        timestamp,
        erased);
  }

  private List<ProfileTopic> topics(TopicWeights weights, long timestamp) {
    weights.decayTo(timestamp, settings.topicHalfLifeMillis());
    return topics(weights);
  }

  /** All topics, heaviest first. */
  static List<ProfileTopic> topics(TopicWeights weights) {
    double sum = weights.positiveSum();
    return Arrays.stream(weights.heaviest(weights.size()))
        .mapToObj(
            i ->
                new ProfileTopic(
                    weights.name(i), weights.weight(i), weights.share(weights.name(i), i, sum)))
        .toList();
  }

  private List<ProfileItem> items(EventTail tail) {
    return tail.itemWeights(settings.recentItems(), settings.similarity().evidence()).stream()
        .map(
            item ->
                new ProfileItem(
                    item.itemId(), catalog.title(item.itemId()).orElse(""), item.weight()))
        .toList();
  }

  private Foreseen foreseen(UserState state) {
    return state.getSequence() == null
        ? null
        : new Foresight(state.getSequence().interest(), catalog)
            .foreseen(new BlockList(state.getPreferences(), catalog));
  }
}
