package org.interesttracker.interest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.interesttracker.event.ControlMessage;

/**
 * What a user ordered about lists to come. An order holds until another takes it back, the user is
 * erased or the user's state expires; it is not weakened by time. Replaced, never changed.
 *
 * @param blockedItems ids of items that are in no list, oldest order first
 * @param blockedCategories categories whose items are in no list, oldest order first
 * @param leanings what the user wants less or more of, oldest order first
 */
public record Preferences(
    List<String> blockedItems, List<String> blockedCategories, List<Leaning> leanings) {

  static final Preferences NONE = new Preferences(List.of(), List.of(), List.of());

  /** More orders of one direction about one thing say nothing new. */
  public static final int MAX_STEPS = 3;

  /**
   * Less or more of something.
   *
   * @param itemId of items like this one; null where a topic is meant
   * @param topic of items of this topic; null where an item is meant
   * @param steps how often more of it was ordered than less; 1 to {@value #MAX_STEPS}, or less than
   *     0
   */
  public record Leaning(String itemId, String topic, int steps) {

    private boolean isAbout(ControlMessage order) {
      return Objects.equals(itemId, order.itemId()) && Objects.equals(topic, order.topic());
    }
  }

  @JsonIgnore
  public boolean isEmpty() {
    return blockedItems.isEmpty() && blockedCategories.isEmpty() && leanings.isEmpty();
  }

  /**
   * What holds after one more order.
   *
   * @param max how many items, how many categories and how many leanings are kept; the oldest go
   */
  Preferences after(ControlMessage order, int max) {
    return switch (order.type()) {
      case BLOCK_ITEM -> withItems(with(blockedItems, order.itemId(), max));
      case UNBLOCK_ITEM -> withItems(without(blockedItems, order.itemId()));
      case BLOCK_CATEGORY -> withCategories(with(blockedCategories, order.topic(), max));
      case UNBLOCK_CATEGORY -> withCategories(without(blockedCategories, order.topic()));
      case LESS_OF -> withLeanings(leaning(order, -1, max));
      case MORE_OF -> withLeanings(leaning(order, 1, max));
      case FORGET_TOPIC ->
          withLeanings(
              leanings.stream().filter(known -> !order.topic().equals(known.topic())).toList());
      default -> throw new IllegalArgumentException("Not about lists: " + order.type());
    };
  }

  private Preferences withItems(List<String> items) {
    return new Preferences(items, blockedCategories, leanings);
  }

  private Preferences withCategories(List<String> categories) {
    return new Preferences(blockedItems, categories, leanings);
  }

  private Preferences withLeanings(List<Leaning> changed) {
    return new Preferences(blockedItems, blockedCategories, changed);
  }

  /** A step back to 0 leaves nothing. */
  private List<Leaning> leaning(ControlMessage order, int step, int max) {
    int before =
        leanings.stream().filter(known -> known.isAbout(order)).mapToInt(Leaning::steps).sum();
    int steps = Math.max(-MAX_STEPS, Math.min(MAX_STEPS, before + step));
    List<Leaning> rest = leanings.stream().filter(known -> !known.isAbout(order)).toList();
    return steps == 0 ? rest : with(rest, new Leaning(order.itemId(), order.topic(), steps), max);
  }

  private static <T> List<T> with(List<T> list, T value, int max) {
    List<T> longer = new ArrayList<>(without(list, value));
    longer.add(value);
    return List.copyOf(longer.subList(Math.max(0, longer.size() - max), longer.size()));
  }

  private static <T> List<T> without(List<T> list, T value) {
    return list.stream().filter(other -> !other.equals(value)).toList();
  }
}
