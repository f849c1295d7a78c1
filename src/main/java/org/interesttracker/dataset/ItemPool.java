package org.interesttracker.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.interesttracker.dataset.RandomStreams.Purpose;

/**
 * Which items exist: their topics, release times and popularity. Items are numbered by release
 * time. Texts are not kept: they are made when the catalog is written.
 */
final class ItemPool {

  private static final double POPULARITY_EXPONENT = 1.4;

  /** Topics differ in size, but far less than items do. */
  private static final double TOPIC_EXPONENT = 0.4;

  private static final long OLDEST = 180L * 86_400_000L;

  private final TopicBank bank;
  private final long[] releases;
  private final short[] topics;
  private final int[][] byPopularity;
  private final int[] rankInTopic;
  private final WeightedSampler[] samplers;

  ItemPool(TopicBank bank, GeneratorSettings settings) {
    this.bank = bank;
    Random random = RandomStreams.of(settings.seed(), Purpose.PLAN, 0);
    releases = releases(settings, random);
    topics = topics(bank.size(), settings, random);
    byPopularity = byPopularity(random);
    rankInTopic = ranks();
    samplers = new WeightedSampler[bank.size()];
    Arrays.setAll(
        samplers, t -> WeightedSampler.zipf(byPopularity[t].length, POPULARITY_EXPONENT, 0));
  }

  /** Draws topics of English subjects (even indexes) by their size. */
  static WeightedSampler subjects(TopicBank bank) {
    return WeightedSampler.zipf(bank.size() / 2, TOPIC_EXPONENT, 0);
  }

  int size() {
    return releases.length;
  }

  long release(int item) {
    return releases[item];
  }

  Topic topic(int item) {
    return bank.get(topics[item]);
  }

  int topicIndex(int item) {
    return topics[item];
  }

  String id(int item) {
    return Ids.numbered(topic(item).scene().name() + "-", item + 1);
  }

  /** An item of the topic that is out at the time, popular ones more often. */
  int pick(int topic, long now, Random random) {
    int[] items = byPopularity[topic];
    int item = items[samplers[topic].sample(random)];
    for (int i = 0; i < 8 && releases[item] > now; i++) {
      item = items[samplers[topic].sample(random)];
    }
    return releases[item] <= now ? item : oldest(topic);
  }

  /** The item that follows this one for many users; the item itself if that one is not out yet. */
  int companion(int item, long now) {
    int[] items = byPopularity[topics[item]];
    int next = items[(rankInTopic[item] + items.length / 2 + 1) % items.length];
    return releases[next] <= now ? next : item;
  }

  private int oldest(int topic) {
    return Arrays.stream(byPopularity[topic]).min().orElseThrow();
  }

  private static long[] releases(GeneratorSettings settings, Random random) {
    long begin = settings.startMillis();
    long length = (settings.endMillis() - begin) / 10 * 9;
    int before = settings.items() / 2;
    long[] releases = new long[settings.items()];
    Arrays.setAll(
        releases,
        i ->
            i < before
                ? begin - (long) (random.nextDouble() * OLDEST)
                : begin + (long) (random.nextDouble() * length));
    Arrays.setAll(releases, i -> releases[i] / 1000 * 1000);
    Arrays.sort(releases);
    return releases;
  }

  /** Each topic gets one of the oldest items, so that it always has something to offer. */
  private static short[] topics(int topics, GeneratorSettings settings, Random random) {
    WeightedSampler subjects = WeightedSampler.zipf(topics / 2, TOPIC_EXPONENT, 0);
    short[] ofItem = new short[settings.items()];
    for (int i = 0; i < ofItem.length; i++) {
      int chinese = random.nextDouble() < settings.chineseShare() ? 1 : 0;
      ofItem[i] = (short) (i < topics ? i : subjects.sample(random) * 2 + chinese);
    }
    return ofItem;
  }

  private int[][] byPopularity(Random random) {
    List<List<Integer>> items = new ArrayList<>();
    IntStream.range(0, bank.size()).forEach(t -> items.add(new ArrayList<>()));
    IntStream.range(0, size()).forEach(i -> items.get(topics[i]).add(i));
    items.forEach(ofTopic -> Collections.shuffle(ofTopic, random));
    return items.stream()
        .map(ofTopic -> ofTopic.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private int[] ranks() {
    int[] ranks = new int[size()];
    for (int[] items : byPopularity) {
      IntStream.range(0, items.length).forEach(rank -> ranks[items[rank]] = rank);
    }
    return ranks;
  }
}
