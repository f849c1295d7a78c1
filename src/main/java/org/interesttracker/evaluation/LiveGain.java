package org.interesttracker.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.interesttracker.evaluation.Step.Part;
import org.interesttracker.event.Json;
import org.interesttracker.recommend.LastLists;

/** What it gains that the sequence model learns from the events: two runs on the same targets. */
final class LiveGain {

  /** The models that it makes a difference to. */
  static final List<String> MODELS = List.of("lstm", LastLists.BLEND);

  private final int k;
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * @param live may have further models
   */
  LiveGain(EvaluationResult frozen, EvaluationResult live) {
    k = live.settings().firstK();
    for (Entrant before : frozen.entrants()) {
      live.entrants().stream()
          .filter(after -> after.name().equals(before.name()))
          .forEach(
              after ->
                  pairs.add(
                      new Pair(
                          before.name(), before.figures(Part.TEST), after.figures(Part.TEST))));
    }
  }

  private record Pair(String model, ModelFigures frozen, ModelFigures live) {
    McNemar test() {
      return McNemar.of(frozen.hitTargets(), live.hitTargets());
    }
  }

  /** By model: the figures of both, the targets that one alone hit, and McNemar's p. */
  ObjectNode json() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    for (Pair pair : pairs) {
      ObjectNode node = root.putObject(pair.model);
      put(node.putObject("frozen"), pair.frozen);
      put(node.putObject("live"), pair.live);
      node.put("only_frozen", pair.test().onlyFirst());
      node.put("only_live", pair.test().onlySecond());
      node.put("p", pair.test().p());
    }
    return root;
  }

  private void put(ObjectNode node, ModelFigures figures) {
    node.put("HR@" + k, figures.hitRate(k)).put("NDCG@" + k, figures.ndcg(k));
  }

  String text() {
    StringBuilder text = new StringBuilder("Live learning, against the model left as it is:");
    for (Pair pair : pairs) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-6s HR@%d %.4f, frozen %.4f; NDCG@%d %.4f, frozen %.4f; it alone hits %,d,"
                  + " frozen alone %,d (McNemar p = %.2g)",
              pair.model,
              k,
              pair.live.hitRate(k),
              pair.frozen.hitRate(k),
              k,
              pair.live.ndcg(k),
              pair.frozen.ndcg(k),
              pair.test().onlySecond(),
              pair.test().onlyFirst(),
              pair.test().p()));
    }
    return text.toString();
  }
}
