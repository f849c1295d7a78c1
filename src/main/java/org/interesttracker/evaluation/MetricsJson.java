package org.interesttracker.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Json;

/** The result as metrics.json; docs/EVALUATION.md describes it. */
final class MetricsJson {

  /** A change counts as followed at once within so many events. */
  private static final int SOON = 3;

  private final EvaluationResult result;
  private final List<Integer> ks;
  private final int k;

  private MetricsJson(EvaluationResult result) {
    this.result = result;
    this.ks = result.settings().ks();
    this.k = result.settings().firstK();
  }

  static ObjectNode of(EvaluationResult result) {
    return new MetricsJson(result).root();
  }

  private ObjectNode root() {
    ObjectNode root = object();
    root.put("protocol", result.settings().protocol().toString());
    root.set("settings", settings());
    root.set("data", data());
    ObjectNode models = root.putObject("models");
    result.entrants().forEach(entrant -> models.set(entrant.name(), model(entrant)));
    if (result.targets(Part.VALIDATION) > 0) {
      ObjectNode validation = root.putObject("validation");
      result.entrants().forEach(e -> validation.set(e.name(), figures(e.figures(Part.VALIDATION))));
    }
    ObjectNode slices = root.putObject("slices");
    result.entrants().forEach(entrant -> slices.set(entrant.name(), slices(entrant)));
    root.set("mcnemar", mcnemar());
    if (result.changes() > 0) {
      root.set("changes", changes());
    }
    root.set("run", run());
    return root;
  }

  private ObjectNode settings() {
    EvaluationSettings settings = result.settings();
    ObjectNode node = object();
    ArrayNode lengths = node.putArray("k");
    ks.forEach(lengths::add);
    node.put("repeats", settings.repeats());
    if (settings.protocol() == Protocol.TIME_SPLIT) {
      node.put("test_share", settings.testShare());
      node.put("learn_on", settings.learnOn());
    }
    node.put("frozen", settings.frozen());
    node.put("seed", settings.seed());
    node.put("model_version", result.modelVersion());
    ArrayNode blended = node.putArray("blended");
    result.blended().forEach(blended::add);
    ObjectNode options = node.putObject("options");
    settings.options().forEach(options::put);
    return node;
  }

  private ObjectNode data() {
    EvaluationData data = result.data();
    ObjectNode node = object();
    node.put("events", data.events().size());
    node.put("users", result.users());
    node.put("items", result.items());
    node.put("catalog_items", data.catalog().size());
    node.put("targets", result.targets(Part.TEST));
    if (result.targets(Part.VALIDATION) > 0) {
      node.put("validation_targets", result.targets(Part.VALIDATION));
    }
    node.put("repeated_event_ids", data.repeats());
    ObjectNode dead = node.putObject("dead_letters");
    data.deadLetters()
        .forEach((reason, count) -> dead.put(Json.MAPPER.valueToTree(reason).asText(), count));
    return node;
  }

  private ObjectNode model(Entrant entrant) {
    ObjectNode node = figures(entrant.figures(Part.TEST));
    node.put("events_per_second", entrant.turnsPerSecond());
    if (entrant.bytes() >= 0) {
      node.put("bytes", entrant.bytes());
    }
    return node;
  }

  private ObjectNode figures(ModelFigures figures) {
    ObjectNode node = object();
    for (int length : ks) {
      node.put("HR@" + length, figures.hitRate(length));
      node.put("NDCG@" + length, figures.ndcg(length));
      node.put("MRR@" + length, figures.reciprocalRank(length));
      ListFigures lists = figures.lists(length);
      node.put("coverage@" + length, (double) lists.covered() / result.items());
      put(node, "diversity@" + length, lists.diversity());
      put(node, "category_diversity@" + length, lists.categoryDiversity());
      put(node, "miscalibration@" + length, lists.miscalibration());
      put(node, "novelty@" + length, lists.novelty());
    }
    Tally all = figures.all();
    Interval interval = all.interval();
    node.put("HR@" + k + "_se", all.hitRateError());
    put(node, "HR@" + k + "_se_by_user", figures.hitRateErrorByUser());
    node.put("HR@" + k + "_low", interval.low());
    node.put("HR@" + k + "_high", interval.high());
    node.put("NDCG@" + k + "_se", all.ndcgError());
    put(node, "NDCG@" + k + "_se_by_user", figures.ndcgErrorByUser());
    node.put("scored", figures.scored());
    node.put("tied", figures.tied());
    return node;
  }

  private ObjectNode slices(Entrant entrant) {
    ModelFigures figures = entrant.figures(Part.TEST);
    ObjectNode node = object();
    node.set("activity", slices("events_before", figures.activity()));
    node.set("popularity", slices("users_before", figures.popularity()));
    node.set("cold", cold(figures.cold()));
    node.set("over_time", overTime(figures.overTime()));
    return node;
  }

  private ArrayNode slices(String label, Slices slices) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    List<Tally> tallies = slices.tallies();
    for (int i = 0; i < tallies.size(); i++) {
      put(array.addObject().put(label, slices.label(i)), tallies.get(i));
    }
    return array;
  }

  private ObjectNode cold(ColdFigures cold) {
    ObjectNode node = object().put("targets", cold.targets());
    if (cold.targets() > 0) {
      node.put("HR@" + k, cold.hitRate());
      node.put("chance@" + k, cold.chance());
      node.put("HR@" + k + "_among_cold", cold.hitRateAmongCold());
      node.put("chance@" + k + "_among_cold", cold.chanceAmongCold());
    }
    return node;
  }

  private ArrayNode overTime(Tally[] tallies) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (int b = 0; b < tallies.length; b++) {
      if (tallies[b].targets() > 0) {
        String time = Instant.ofEpochMilli(result.bucketTimes()[b]).toString();
        put(array.addObject().put("from", time), tallies[b]);
      }
    }
    return array;
  }

  private void put(ObjectNode node, Tally tally) {
    node.put("targets", tally.targets());
    if (tally.targets() > 0) {
      Interval interval = tally.interval();
      node.put("HR@" + k, tally.hitRate());
      node.put("low", interval.low());
      node.put("high", interval.high());
      node.put("NDCG@" + k, tally.ndcg());
    }
  }

  private ArrayNode mcnemar() {
    ArrayNode array = Json.MAPPER.createArrayNode();
    List<Entrant> all = result.entrants();
    for (int a = 0; a < all.size(); a++) {
      for (int b = a + 1; b < all.size(); b++) {
        array.add(mcnemar(all.get(a), all.get(b)));
      }
    }
    return array;
  }

  private static ObjectNode mcnemar(Entrant a, Entrant b) {
    McNemar test = McNemar.of(a.figures(Part.TEST).hitTargets(), b.figures(Part.TEST).hitTargets());
    return object()
        .put("a", a.name())
        .put("b", b.name())
        .put("only_a", test.onlyFirst())
        .put("only_b", test.onlySecond())
        .put("p", test.p());
  }

  private ObjectNode changes() {
    ObjectNode node = object().put("users", result.changes()).put("list", ChangeWatch.LIST);
    ObjectNode models = node.putObject("models");
    for (Entrant entrant : result.entrants()) {
      models.set(entrant.name(), changes(entrant.changes().eventsUntilHalf()));
    }
    return node;
  }

  /** The median is left out where half of the users or more were never followed. */
  private static ObjectNode changes(int[] events) {
    ObjectNode node = object().put("users", events.length);
    node.put("followed", IntStream.of(events).filter(e -> e != ChangeWatch.NEVER).count());
    node.put("within_" + SOON, IntStream.of(events).filter(e -> e <= SOON).count());
    int median = ChangeWatch.median(events);
    if (median != ChangeWatch.NEVER) {
      node.put("median", median);
    }
    return node;
  }

  private ObjectNode run() {
    return object()
        .put("seconds", result.seconds())
        .put("events_per_second", result.data().events().size() / result.seconds())
        .put("heap_bytes", result.heapBytes());
  }

  private static void put(ObjectNode node, String name, double value) {
    if (!Double.isNaN(value)) {
      node.put(name, value);
    }
  }

  private static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }
}
