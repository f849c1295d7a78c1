package org.interesttracker.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.CountChannel.Kind;

/**
 * Reads similarity.channels: names, each with what differs from its default, as in {@code
 * item-cf:linked=10,half-life=30 d}.
 */
final class ChannelOption {

  private static final Set<String> SETTINGS =
      Set.of(
          "kind",
          "linked",
          "distance-decay",
          "half-life",
          "direction",
          "shrinkage",
          "recent",
          "recency-decay");

  private final String channel;
  private final Map<String, String> settings;

  private ChannelOption(String channel, Map<String, String> settings) {
    this.channel = channel;
    this.settings = settings;
  }

  /**
   * @throws IllegalArgumentException with what is wrong and what there is
   */
  static Channels parse(List<String> definitions) {
    List<CountChannel> channels = new ArrayList<>();
    for (String definition : definitions) {
      String[] parts = definition.strip().split(":", 2);
      channels.add(new ChannelOption(parts[0], settings(parts)).over(known(parts[0])));
    }
    try {
      return new Channels(channels);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("similarity.channels: " + e.getMessage(), e);
    }
  }

  private static CountChannel known(String name) {
    return CountChannel.known().stream()
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "similarity.channels names '%s', which does not exist; there are %s"
                        .formatted(name, names())));
  }

  private static String names() {
    return CountChannel.known().stream().map(CountChannel::name).collect(Collectors.joining(", "));
  }

  private static Map<String, String> settings(String[] parts) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : parts.length < 2 ? new String[0] : parts[1].split(",")) {
      String[] pair = setting.strip().split("=", 2);
      if (pair.length < 2 || !SETTINGS.contains(pair[0])) {
        throw new IllegalArgumentException(
            "similarity.channels: '%s' of %s must be one of %s, with = and a value"
                .formatted(setting, parts[0], SETTINGS.stream().sorted().toList()));
      }
      settings.put(pair[0], pair[1].strip());
    }
    return settings;
  }

  private CountChannel over(CountChannel base) {
    return new CountChannel(
        base.name(),
        get("kind", base.kind(), ChannelOption::kind),
        get("linked", base.linkedItems(), Integer::valueOf),
        get("distance-decay", base.distanceDecay(), Double::valueOf),
        get("half-life", Duration.ofMillis(base.halfLifeMillis()), ChannelOption::duration)
            .toMillis(),
        get("direction", base.forwardOnly(), ChannelOption::isForward),
        get("shrinkage", base.shrinkage(), Double::valueOf),
        get("recent", base.recentItems(), Integer::valueOf),
        get("recency-decay", base.recencyDecay(), Double::valueOf));
  }

  private <T> T get(String setting, T otherwise, Function<String, T> reader) {
    String value = settings.get(setting);
    if (value == null) {
      return otherwise;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "similarity.channels: %s cannot have the %s '%s'".formatted(channel, setting, value), e);
    }
  }

  private static Kind kind(String text) {
    return Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Duration duration(String text) {
    return text.equals("0") ? Duration.ZERO : TimeUtils.parseDuration(text);
  }

  private static boolean isForward(String text) {
    if (!text.equals("forward") && !text.equals("both")) {
      throw new IllegalArgumentException("Neither both nor forward");
    }
    return text.equals("forward");
  }
}
