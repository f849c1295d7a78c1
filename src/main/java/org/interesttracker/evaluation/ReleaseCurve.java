package org.interesttracker.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Event;
import org.interesttracker.event.HashedId;
import org.interesttracker.event.Json;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.privacy.KeyTotal;
import org.interesttracker.privacy.PrivateRelease;
import org.interesttracker.privacy.PublishableEvent;
import org.interesttracker.privacy.ReleaseKey;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.privacy.ReleasedStatistic.Entry;
import org.interesttracker.privacy.Statistic;
import org.interesttracker.privacy.UserKeys;
import org.interesttracker.recommend.ItemCf;
import org.interesttracker.recommend.Scorer;
import org.interesttracker.similarity.CountChannel;
import org.interesttracker.similarity.SimilarityRow;
import org.interesttracker.similarity.SimilarityRow.Neighbour;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.similarity.SimilarityTable;

/**
 * What privacy costs: item similarity and popularity are released privately from the first part of
 * the events, as one window, by the classes of the job, and then are all that a model knows of
 * other users in the rest. Each is measured by itself, with all of an epsilon.
 */
final class ReleaseCurve {

  private static final long WINDOW = 0;
  private static final List<Statistic> MEASURED = List.of(Statistic.PAIRS, Statistic.ITEMS);

  private final List<Point> points = new ArrayList<>();
  private final List<Contender> contenders = new ArrayList<>();
  private final int k;

  /**
   * @param model that reads what was released
   * @param epsilon infinite for no noise
   * @param told how many keys were
   */
  private record Point(String model, Statistic statistic, double epsilon, int told, long least) {}

  /**
   * @param epsilons of the curve, in any order; an infinite one is added
   * @param first the events that the release is made of
   * @param release caps, delta and number of users
   */
  ReleaseCurve(
      List<Double> epsilons,
      List<Event> first,
      ReleaseSettings release,
      SimilaritySettings similarity,
      ItemNumbers numbers,
      EvaluationSettings settings) {
    k = settings.firstK();
    byte[] noise =
        new HashedId()
            .with("release-curve")
            .with(Long.toString(settings.seed()))
            .hex()
            .getBytes(StandardCharsets.US_ASCII);
    List<Double> all = new ArrayList<>(epsilons.stream().distinct().sorted().toList());
    all.add(Double.POSITIVE_INFINITY);
    for (Statistic statistic : MEASURED) {
      int cap = release.caps().getOrDefault(statistic, statistic.defaultCap());
      List<KeyTotal> totals = totals(first, Map.of(statistic, cap));
      for (double epsilon : all) {
        ReleaseSettings one = release.only(statistic, cap, epsilon);
        PrivateRelease made = new PrivateRelease(one, noise);
        List<Entry> entries = made.entries(statistic, WINDOW, totals);
        Scorer scorer =
            statistic == Statistic.PAIRS
                ? itemCf(entries, similarity, numbers)
                : new ReleasedPopularity(entries, numbers);
        contenders.add(new ScorerContender(scorer));
        points.add(
            new Point(scorer.name(), statistic, epsilon, told(entries), made.least(statistic)));
      }
    }
  }

  /** Pairs, where there are any; else all. */
  private static int told(List<Entry> entries) {
    boolean pairs = entries.stream().anyMatch(entry -> entry.other() != null);
    return (int) entries.stream().filter(entry -> !pairs || entry.other() != null).count();
  }

  List<Contender> contenders() {
    return contenders;
  }

  private static List<KeyTotal> totals(List<Event> events, Map<Statistic, Integer> caps) {
    Map<String, UserKeys> users = new HashMap<>();
    for (Event event : events) {
      PublishableEvent publishable = PublishableEvent.of(event, List.of());
      users.put(
          event.userId(),
          users.getOrDefault(event.userId(), UserKeys.NONE).with(publishable, WINDOW, caps));
    }
    Map<ReleaseKey, Long> counts = new HashMap<>();
    users.values().forEach(keys -> keys.all().forEach(key -> counts.merge(key, 1L, Long::sum)));
    return counts.entrySet().stream()
        .map(count -> new KeyTotal(count.getKey(), WINDOW, count.getValue()))
        .toList();
  }

  /** As the job does with rows that were computed elsewhere. */
  private static Scorer itemCf(
      List<Entry> entries, SimilaritySettings similarity, ItemNumbers numbers) {
    SimilarityTable table = new SimilarityTable(similarity.channels(), numbers);
    Map<String, List<Neighbour>> rows = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.similarity() != null) {
        add(rows, entry.key(), entry.other(), entry.similarity());
        add(rows, entry.other(), entry.key(), entry.similarity());
      }
    }
    rows.forEach((item, neighbours) -> table.put(new SimilarityRow(item, neighbours, 1)));
    return new ItemCf(table, similarity.channels().find(CountChannel.ITEM_CF));
  }

  private static void add(
      Map<String, List<Neighbour>> rows, String item, String other, double similarity) {
    rows.computeIfAbsent(item, first -> new ArrayList<>()).add(new Neighbour(other, similarity));
  }

  /** The figures of each point, epsilons ascending; no epsilon where there is no noise. */
  ArrayNode json(List<Entrant> entrants) {
    ArrayNode curve = Json.MAPPER.createArrayNode();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      ModelFigures figures = entrants.get(i).figures(Part.TEST);
      var node = curve.addObject().put("model", point.model);
      node.put("statistic", point.statistic.wireName());
      if (Double.isFinite(point.epsilon)) {
        node.put("epsilon", point.epsilon);
      }
      node.put("told", point.told).put("least_count", point.least);
      node.put("HR@" + k, figures.hitRate(k)).put("NDCG@" + k, figures.ndcg(k));
      node.put("HR@" + k + "_se_by_user", figures.hitRateErrorByUser());
    }
    return curve;
  }

  String text(List<Entrant> entrants) {
    StringBuilder text = new StringBuilder("Released privately from the part before the test:");
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      ModelFigures figures = entrants.get(i).figures(Part.TEST);
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-10s by %-5s epsilon %-8s %,7d told, of %,5d users or more; HR@%d %.4f ± %.4f,"
                  + " NDCG@%d %.4f",
              point.model,
              point.statistic.wireName(),
              Double.isFinite(point.epsilon) ? Double.toString(point.epsilon) : "infinite",
              point.told,
              point.least,
              k,
              figures.hitRate(k),
              figures.hitRateErrorByUser(),
              k,
              figures.ndcg(k)));
    }
    return text.toString();
  }
}
