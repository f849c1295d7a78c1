package org.interesttracker.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.interesttracker.interest.SequenceInput;
import org.interesttracker.interest.TailEvent;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemLinks;

/**
 * The latest events, kept from learning, so that they can tell which of two models foresees better.
 * As many events before them are kept for what they say of the users.
 */
final class HeldBack {

  private static final int LIST = 10;

  private final int size;
  private final Deque<Seen> context = new ArrayDeque<>();
  private final Deque<Seen> held = new ArrayDeque<>();

  /**
   * @param size how many events are held back
   */
  HeldBack(int size) {
    this.size = size;
  }

  /** An event as it came. */
  record Seen(String userId, TailEvent event) {}

  /**
   * Takes in an event.
   *
   * @return the event that is no longer held back; null for none
   */
  Seen add(Seen event) {
    held.addLast(event);
    if (held.size() <= size) {
      return null;
    }
    Seen released = held.removeFirst();
    context.addLast(released);
    if (context.size() > size) {
      context.removeFirst();
    }
    return released;
  }

  void forget(String userId) {
    context.removeIf(seen -> seen.userId.equals(userId));
    held.removeIf(seen -> seen.userId.equals(userId));
  }

  /**
   * How well a model foresees the events held back.
   *
   * @param targets how many of them could be foreseen
   * @param ndcg mean NDCG@10 over them
   */
  record Figure(int targets, double ndcg) {}

  /** The items of all events here. */
  Set<String> items() {
    Set<String> items = new LinkedHashSet<>();
    Stream.concat(context.stream(), held.stream())
        .map(seen -> seen.event.itemId())
        .filter(Objects::nonNull)
        .forEach(items::add);
    return items;
  }

  /**
   * @param ids the items that are ranked
   * @param bases the place of an item by text alone; null for none
   */
  Figure measure(InterestModel model, Set<String> ids, Function<String, float[]> bases) {
    Items items = new Items(model, ids, bases);
    int targets = 0;
    double sum = 0;
    for (Sequence sequence : sequences()) {
      float[] predictions = predictions(model, sequence.events, bases);
      for (int k = Math.max(1, sequence.context); k < sequence.events.size(); k++) {
        TailEvent next = sequence.events.get(k);
        if (next.itemId() != null && next.weight() > 0) {
          targets++;
          float[] terms = items.terms(sequence.events.subList(0, k));
          sum += items.gain(predictions, k - 1, terms, next.itemId());
        }
      }
    }
    return new Figure(targets, targets == 0 ? 0 : sum / targets);
  }

  /**
   * A user's events.
   *
   * @param context how many of them are not held back
   */
  private record Sequence(List<TailEvent> events, int context) {}

  private Collection<Sequence> sequences() {
    Map<String, Sequence> byUser = new LinkedHashMap<>();
    context.forEach(seen -> add(seen, 1, byUser));
    held.forEach(seen -> add(seen, 0, byUser));
    return byUser.values();
  }

  private static void add(Seen seen, int known, Map<String, Sequence> byUser) {
    byUser.merge(
        seen.userId,
        new Sequence(new ArrayList<>(List.of(seen.event)), known),
        (all, one) -> {
          all.events.addAll(one.events);
          return new Sequence(all.events, all.context + one.context);
        });
  }

  private static float[] predictions(
      InterestModel model, List<TailEvent> sequence, Function<String, float[]> bases) {
    int d = model.dimension();
    int f = SequenceInput.size(d);
    float[] inputs = new float[sequence.size() * f];
    long before = sequence.get(0).timestamp();
    for (int k = 0; k < sequence.size(); k++) {
      TailEvent e = sequence.get(k);
      float[] place =
          e.itemId() == null
              ? e.textVector()
              : model.itemVector(e.itemId(), bases.apply(e.itemId()));
      SequenceInput.write(inputs, k * f, d, place, e.type(), e.value(), e.timestamp() - before);
      before = e.timestamp();
    }
    return new LstmPass(
            LstmParameters.of(model.lstm()), inputs, new int[] {0, sequence.size()}, null)
        .predictions();
  }

  /** The items that are ranked, where the model sees them; those without a place are left out. */
  private static final class Items {
    private final int dimension;
    private final ItemLinks links;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<Float> biases = new ArrayList<>();

    Items(InterestModel model, Set<String> ids, Function<String, float[]> bases) {
      dimension = model.dimension();
      links = model.links();
      for (String id : ids) {
        float[] vector = model.itemVector(id, bases.apply(id));
        if (vector != null) {
          numbers.put(id, vectors.size());
          vectors.add(vector);
          biases.add(model.biases().of(id));
        }
      }
    }

    /** What each item's score has beyond the prediction, after some events. */
    float[] terms(List<TailEvent> before) {
      float[] terms = new float[vectors.size()];
      for (int i = 0; i < terms.length; i++) {
        terms[i] = biases.get(i);
      }
      List<String> latestFirst = new ArrayList<>();
      for (int k = before.size() - 1; k >= 0; k--) {
        if (before.get(k).itemId() != null) {
          latestFirst.add(before.get(k).itemId());
        }
      }
      links.forEachLinked(
          latestFirst,
          (linked, weight) -> {
            Integer item = numbers.get(links.id(linked));
            if (item != null) {
              terms[item] += weight;
            }
          });
      return terms;
    }

    /** 1 / log2(1 + rank) of an item, 0 beyond the list. */
    double gain(float[] predictions, int position, float[] terms, String itemId) {
      Integer target = numbers.get(itemId);
      if (target == null) {
        return 0;
      }
      float own = score(predictions, position, terms, target);
      int rank = 1;
      for (int i = 0; i < vectors.size() && rank <= LIST; i++) {
        rank += score(predictions, position, terms, i) > own ? 1 : 0;
      }
      return rank > LIST ? 0 : Math.log(2) / Math.log(1 + rank);
    }

    private float score(float[] predictions, int position, float[] terms, int item) {
      float score = terms[item];
      float[] vector = vectors.get(item);
      for (int d = 0; d < dimension; d++) {
        score += predictions[position * dimension + d] * vector[d];
      }
      return score;
    }
  }
}
