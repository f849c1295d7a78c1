package org.interesttracker.recommend;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ItemPlaces;

/**
 * What is kept of a user's last lists, to score them by what the user meets next and to learn from
 * it: few bytes, since there is one of it for every user.
 *
 * @param number how many lists the user had before
 * @param events how many of the user's events were seen when the lists were made
 * @param k how long a list is at the most; 0 where none is out, for want of consent
 * @param models the names of the models
 * @param listed how many items the user's list had
 * @param items the ids of the user's list, best first, then of the blend's other best candidates,
 *     then of the models' best that are not among them
 * @param features one row an item, one value a model: 0 to 255, where 255 is the most that a
 *     feature can be
 * @param tops k places in {@code items} for each model, best first; -1 where its list has ended
 */
public record LastLists(
    int number,
    long events,
    int k,
    int listed,
    String[] models,
    String[] items,
    byte[] features,
    short[] tops) {

  /** The blend's name among those whose lists are scored. */
  public static final String BLEND = "blend";

  /** How many of the blend's best are kept to learn from. */
  static final int KEPT = 100;

  private static final float FEATURE_STEP = Blend.maxFeature() / 255;

  /**
   * @param k how long a list is at the most
   */
  public static LastLists of(Ranked ranked, ItemNumbers numbers, int k) {
    int models = ranked.models().size();
    ItemPlaces kept = new ItemPlaces();
    for (int place : ranked.list()) {
      kept.add(place);
    }
    for (int place : ranked.best()) {
      kept.add(place);
    }
    short[] tops = new short[models * k];
    Arrays.fill(tops, (short) -1);
    for (int m = 0; m < models; m++) {
      for (int rank = 0; rank < Math.min(k, ranked.tops()[m].length); rank++) {
        tops[m * k + rank] = (short) kept.add(ranked.tops()[m][rank]);
      }
    }
    int[] places = kept.toArray();
    String[] items = new String[places.length];
    byte[] features = new byte[places.length * models];
    for (int i = 0; i < places.length; i++) {
      items[i] = numbers.id(ranked.items()[places[i]]);
      for (int m = 0; m < models; m++) {
        features[i * models + m] = (byte) Math.round(ranked.feature(places[i], m) / FEATURE_STEP);
      }
    }
    return new LastLists(
        0,
        ranked.events(),
        k,
        ranked.list().length,
        ranked.models().toArray(String[]::new),
        items,
        features,
        tops);
  }

  /** Of a user for whom no list is made. */
  static LastLists withheld(int number, long events) {
    return new LastLists(
        number, events, 0, 0, new String[0], new String[0], new byte[0], new short[0]);
  }

  /** Whether a list is out. */
  boolean isOut() {
    return k > 0;
  }

  /** The same with its number. */
  LastLists numbered(int listsBefore) {
    return new LastLists(listsBefore, events, k, listed, models, items, features, tops);
  }

  /** The blend's list, best first. */
  public List<String> served() {
    return List.of(items).subList(0, listed);
  }

  /** What a model says of an item, by their places: to be multiplied by the model's weight. */
  public double feature(int item, int model) {
    return FEATURE_STEP * Byte.toUnsignedInt(features[item * models.length + model]);
  }

  /** Scores each model's list, and the blend's, by an item that the user met. */
  public void score(String item, Consumer<ListScore> out) {
    int place = place(item);
    for (int m = 0; m < models.length; m++) {
      out.accept(new ListScore(models[m], k, rank(place, m)));
    }
    out.accept(new ListScore(BLEND, k, place < listed ? place + 1 : 0));
  }

  /**
   * Lets a blend learn from an item that the user met; it learns nothing if no model proposed the
   * item, or if other models took part when the lists were made.
   *
   * @param user what was learned of the user so far
   * @return what is learned of the user by now
   */
  public UserWeights teach(Blend blend, String item, UserWeights user) {
    int place = place(item);
    return place >= 0 && blend.models().equals(List.of(models))
        ? blend.learn(floats(), place, Blend.group(events), user)
        : user;
  }

  private int place(String item) {
    return Arrays.asList(items).indexOf(item);
  }

  private int rank(int place, int model) {
    for (int rank = 0; rank < k; rank++) {
      if (place >= 0 && tops[model * k + rank] == place) {
        return rank + 1;
      }
    }
    return 0;
  }

  private float[] floats() {
    float[] floats = new float[features.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = FEATURE_STEP * Byte.toUnsignedInt(features[i]);
    }
    return floats;
  }
}
