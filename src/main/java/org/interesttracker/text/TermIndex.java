package org.interesttracker.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ItemScoreReceiver;

/**
 * An inverted index of the items' titles, descriptions and categories, weighted by tf-idf (Salton &
 * Buckley 1988): ln(1 + tf) · ln(1 + N / df), scaled to L2 norm 1, for tf the times the term is in
 * the item, up to 127, N the items with a term and df those with this one.
 *
 * <p>N and df are taken when a score is asked for. The items' norms, which hang on the df of all
 * their terms, are taken anew once a hundredth of the items has changed; of fewer than 1,000 items,
 * at any change.
 *
 * <p>An item takes about 60 bytes and 11 for each of its terms; a term about 150. Not thread-safe.
 */
public final class TermIndex {

  private static final int CHANGED_SHARE = 100;

  /** So few are weighed anew in less time than a list takes. */
  private static final int FEW = 1_000;

  private static final float[] DAMPED = damped();

  private final ItemNumbers numbers;
  private final TermAnalyzer analyzer = new TermAnalyzer();
  private final Map<String, Integer> termNumbers = new HashMap<>();
  private final List<Postings> postings = new ArrayList<>();
  private final List<Terms> terms = new ArrayList<>();
  private float[] norms = new float[0];
  private int items;
  private int changes;

  public TermIndex(ItemNumbers numbers) {
    this.numbers = numbers;
  }

  /** How many items have a term. */
  public int size() {
    return items;
  }

  /** Adds or replaces an item. */
  public void put(CatalogItem item) {
    remove(item.itemId());
    Terms next = terms(analyzer.counts(text(item)));
    if (next.numbers.length == 0) {
      return;
    }
    int number = numbers.number(item.itemId());
    makeRoom(number);
    terms.set(number, next);
    for (int k = 0; k < next.numbers.length; k++) {
      postings.get(next.numbers[k]).add(number, next.counts[k]);
    }
    items++;
    changes++;
    norms[number] = norm(next);
  }

  /** Removes an item, if it is there. */
  public void remove(String itemId) {
    int number = numbers.find(itemId);
    Terms before = terms(number);
    if (before == null) {
      return;
    }
    for (int term : before.numbers) {
      postings.get(term).remove(number);
    }
    terms.set(number, null);
    items--;
    changes++;
  }

  /**
   * Adds an item's vector to a profile of terms; nothing for an item without terms.
   *
   * @param profile weight by term, to begin with empty
   */
  public void addTo(Map<Integer, Double> profile, String itemId, double weight) {
    refresh();
    int number = numbers.find(itemId);
    Terms of = terms(number);
    if (of == null) {
      return;
    }
    for (int k = 0; k < of.numbers.length; k++) {
      int term = of.numbers[k];
      profile.merge(term, weight * DAMPED[of.counts[k]] * idf(term) / norms[number], Double::sum);
    }
  }

  /**
   * Scores items that share a term with a profile.
   *
   * @param most how many postings are read at the most, those of the rarest terms: terms that many
   *     items have fall out first, which tell least
   * @param scores receives parts that add up to the cosine of profile and item
   */
  public void score(Map<Integer, Double> profile, int most, ItemScoreReceiver scores) {
    refresh();
    double norm = Math.sqrt(profile.values().stream().mapToDouble(w -> w * w).sum());
    List<Integer> rarestFirst = new ArrayList<>(profile.keySet());
    rarestFirst.sort(Comparator.comparingInt(term -> postings.get(term).size()));
    int left = most;
    for (int term : rarestFirst) {
      left -= postings.get(term).size();
      if (left < 0) {
        return;
      }
      score(postings.get(term), profile.get(term) / norm * idf(term), scores);
    }
  }

  private void score(Postings found, double weight, ItemScoreReceiver scores) {
    for (int k = 0; k < found.size(); k++) {
      int item = found.item(k);
      scores.add(item, (float) (weight * DAMPED[found.count(k)] / norms[item]));
    }
  }

  private double idf(int term) {
    return Math.log1p((double) items / postings.get(term).size());
  }

  private void refresh() {
    if (changes <= (items < FEW ? 0 : items / CHANGED_SHARE)) {
      return;
    }
    for (int number = 0; number < terms.size(); number++) {
      if (terms.get(number) != null) {
        norms[number] = norm(terms.get(number));
      }
    }
    changes = 0;
  }

  private float norm(Terms of) {
    double sum = 0;
    for (int k = 0; k < of.numbers.length; k++) {
      double weight = DAMPED[of.counts[k]] * idf(of.numbers[k]);
      sum += weight * weight;
    }
    return (float) Math.sqrt(sum);
  }

  private Terms terms(int number) {
    return number < 0 || number >= terms.size() ? null : terms.get(number);
  }

  private void makeRoom(int number) {
    while (terms.size() <= number) {
      terms.add(null);
    }
    if (number >= norms.length) {
      norms = Arrays.copyOf(norms, Math.max(number + 1, 2 * norms.length));
    }
  }

  private Terms terms(Map<String, Integer> counted) {
    int[] found = new int[counted.size()];
    byte[] counts = new byte[counted.size()];
    int k = 0;
    for (Map.Entry<String, Integer> term : counted.entrySet()) {
      found[k] = number(term.getKey());
      counts[k++] = (byte) Math.min(Byte.MAX_VALUE, term.getValue());
    }
    return new Terms(found, counts);
  }

  private int number(String term) {
    Integer known = termNumbers.putIfAbsent(term, postings.size());
    if (known != null) {
      return known;
    }
    postings.add(new Postings());
    return postings.size() - 1;
  }

  private static String text(CatalogItem item) {
    String description = item.description() == null ? "" : item.description();
    return item.title() + "\n" + description + "\n" + String.join("\n", item.categories());
  }

  private static float[] damped() {
    float[] damped = new float[Byte.MAX_VALUE + 1];
    for (int count = 0; count < damped.length; count++) {
      damped[count] = (float) Math.log1p(count);
    }
    return damped;
  }

  /** An item's terms, each once, and how often it has each. */
  private record Terms(int[] numbers, byte[] counts) {}
}
