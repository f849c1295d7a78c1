package org.interesttracker.interest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.interesttracker.interest.InterestProfile.Foreseen;
import org.interesttracker.interest.InterestProfile.ProfileTopic;

/** A profile in a sentence. Dates are in UTC. */
public final class ProfileWords {

  /** How many topics a sentence names. */
  private static final int NAMED = 3;

  /** A smaller share is not worth a word. */
  private static final double LEAST_SHARE = 0.01;

  private final UserProfile profile;
  private final List<ProfileTopic> liked;
  private final Foreseen foreseen;

  /**
   * @param topics heaviest first
   * @param foreseen null if nothing is foreseen
   */
  ProfileWords(UserProfile profile, List<ProfileTopic> topics, Foreseen foreseen) {
    this.profile = profile;
    this.liked =
        topics.stream().filter(topic -> topic.share() >= LEAST_SHARE).limit(NAMED).toList();
    this.foreseen = foreseen;
  }

  /** Of a profile as it is kept: as of the latest event, and without what is foreseen. */
  public static ProfileWords of(UserProfile profile) {
    return new ProfileWords(profile, ProfileAnswer.topics(profile.topics()), null);
  }

  public String english() {
    if (profile.getEvents() == 0) {
      return "Nothing is known of what you did.";
    }
    String basis =
        "by what you did from %s to %s (%,d events)"
            .formatted(
                day(profile.getFirstSeen()), day(profile.getLastSeen()), profile.getEvents());
    String interest =
        liked.isEmpty()
            ? "You are interested in nothing in particular, "
            : "You are most interested in " + topics(", ") + ", ";
    return interest + basis + next("; most likely next: ") + ".";
  }

  public String chinese() {
    if (profile.getEvents() == 0) {
      return "没有关于您行为的任何记录。";
    }
    String basis =
        "（依据您从%s到%s的%d次行为）"
            .formatted(
                day(profile.getFirstSeen()), day(profile.getLastSeen()), profile.getEvents());
    String interest = liked.isEmpty() ? "您目前没有特别的兴趣" : "您目前最感兴趣的是" + topics("、");
    return interest + basis + next("；接下来最可能关注") + "。";
  }

  private String topics(String separator) {
    return liked.stream()
        .map(t -> String.format(Locale.ROOT, "%s (%.0f %%)", t.topic(), 100 * t.share()))
        .collect(Collectors.joining(separator));
  }

  private String next(String introduction) {
    return foreseen == null || foreseen.topics().isEmpty()
        ? ""
        : introduction + foreseen.topics().get(0).topic();
  }

  private static LocalDate day(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
