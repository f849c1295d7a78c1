package org.interesttracker.dataset;

import java.util.List;
import java.util.Random;
import org.interesttracker.dataset.RandomStreams.Purpose;
import org.interesttracker.event.CatalogItem;

/** Writes out the items of a pool with their texts. */
final class CatalogGenerator {

  private static final double SECOND_TOPIC = 0.1;

  private final GeneratorSettings settings;
  private final TopicBank bank;
  private final ItemPool pool;

  CatalogGenerator(GeneratorSettings settings, TopicBank bank, ItemPool pool) {
    this.settings = settings;
    this.bank = bank;
    this.pool = pool;
  }

  /** One in ten touches a second topic of its scene, and its description then tells of both. */
  CatalogItem item(int index) {
    Random random = RandomStreams.of(settings.seed(), Purpose.ITEM, index);
    Topic topic = pool.topic(index);
    Topic second = random.nextDouble() < SECOND_TOPIC ? sibling(index, random) : topic;
    boolean alone = second.name().equals(topic.name());
    String description = topic.description(random);
    return new CatalogItem(
        pool.id(index),
        topic.title(random),
        alone ? description : joined(topic, description, second.description(random)),
        alone ? List.of(topic.name()) : List.of(topic.name(), second.name()),
        null,
        topic.language(),
        pool.release(index));
  }

  /** A random topic of the same scene and language, perhaps the same one. */
  private Topic sibling(int index, Random random) {
    int perScene = bank.size() / 4;
    int topic = pool.topicIndex(index);
    int first = topic / perScene * perScene;
    return bank.get(first + random.nextInt(perScene / 2) * 2 + topic % 2);
  }

  private static String joined(Topic topic, String first, String second) {
    return first + (topic.language().equals(Topic.ENGLISH) ? " " : "") + second;
  }
}
