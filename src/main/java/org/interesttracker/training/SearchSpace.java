package org.interesttracker.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.interesttracker.event.Json;

/**
 * The settings that a random search draws from (Bergstra and Bengio 2012): of a list each value is
 * as likely; a range from above 0 is drawn evenly by the logarithm, one from 0 evenly.
 */
final class SearchSpace {

  /** They would change what is measured, or, for the dimension, what the texts are read into. */
  private static final Set<String> FIXED =
      Set.of("dimension", "validation-share", "validation-targets", "seed");

  private static final String DEFAULTS =
      """
      {
        "learning-rate": {"from": 0.0005, "to": 0.02},
        "temperature": {"from": 0.03, "to": 0.3},
        "residual-decay": {"from": 0.01, "to": 1},
        "dropout": {"from": 0, "to": 0.5},
        "hidden": [32, 64, 128],
        "batch": [32, 64, 128],
        "max-sequence": [20, 50, 100]
      }
      """;

  private static final MathContext DIGITS = new MathContext(3);

  /** How often a setting that was drawn before is drawn again, before the space counts as small. */
  private static final int TRIES = 1_000;

  private final Map<String, Choice> choices;

  private SearchSpace(Map<String, Choice> choices) {
    this.choices = choices;
  }

  static SearchSpace defaults(TrainingOptions options) {
    try {
      return parse(Json.MAPPER.readTree(DEFAULTS), options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The default space is no JSON", e);
    }
  }

  /**
   * @param space lists and ranges by the name of the setting
   * @throws IllegalArgumentException naming the setting that there is not, cannot be searched, or
   *     has a value of a wrong type or out of range
   */
  static SearchSpace parse(JsonNode space, TrainingOptions options) {
    if (!space.isObject()) {
      throw new IllegalArgumentException(
          "search is " + space + ", expected an object of lists and ranges by setting");
    }
    Map<String, Choice> choices = new LinkedHashMap<>();
    space
        .properties()
        .forEach(
            field ->
                choices.put(field.getKey(), choice(field.getKey(), field.getValue(), options)));
    return new SearchSpace(choices);
  }

  private static Choice choice(String name, JsonNode values, TrainingOptions options) {
    Map<String, JsonNode> settings = TrainingSettings.of(options);
    TrainingSettings.requireName(name, settings.keySet());
    if (FIXED.contains(name)) {
      throw new IllegalArgumentException(
          "Setting " + name + " cannot be searched: trials could not be compared");
    }
    boolean isRange = values.isObject() && values.size() == 2;
    if (!(isRange && values.has("from") && values.has("to")
        || values.isArray() && !values.isEmpty())) {
      throw new IllegalArgumentException(
          "The search of %s is %s, expected a list, or a range {\"from\": …, \"to\": …}"
              .formatted(name, values));
    }
    values.forEach(value -> TrainingSettings.with(options, Map.of(name, value)));
    return isRange
        ? range(name, values, settings.get(name).isIntegralNumber())
        : new OneOf(List.copyOf(list(values)));
  }

  private static List<JsonNode> list(JsonNode values) {
    List<JsonNode> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  private static Range range(String name, JsonNode values, boolean whole) {
    Range range =
        new Range(values.get("from").doubleValue(), values.get("to").doubleValue(), whole);
    if (range.from >= range.to) {
      throw new IllegalArgumentException(
          "The search of %s is from %s to %s, expected the smaller first"
              .formatted(name, values.get("from"), values.get("to")));
    }
    return range;
  }

  /** Without what is fixed. */
  SearchSpace without(Set<String> names) {
    Map<String, Choice> others = new LinkedHashMap<>(choices);
    others.keySet().removeAll(names);
    return new SearchSpace(others);
  }

  /** What is searched. */
  Set<String> names() {
    return choices.keySet();
  }

  /**
   * The settings of a search's trials, each once; with a larger number more follow.
   *
   * @param first the settings of the first trial
   * @param count how many at the most; fewer if the space is smaller
   */
  List<TrainingOptions> trials(TrainingOptions first, int count) {
    SplittableRandom random = new SplittableRandom(first.seed());
    Set<TrainingOptions> trials = new LinkedHashSet<>(List.of(first));
    for (int tries = 0; trials.size() < count && tries < TRIES; tries++) {
      tries = trials.add(draw(first, random)) ? 0 : tries;
    }
    return List.copyOf(trials);
  }

  private TrainingOptions draw(TrainingOptions first, SplittableRandom random) {
    Map<String, JsonNode> drawn = new LinkedHashMap<>();
    choices.forEach((name, choice) -> drawn.put(name, choice.draw(random)));
    return TrainingSettings.with(first, drawn);
  }

  private interface Choice {
    JsonNode draw(SplittableRandom random);
  }

  private record OneOf(List<JsonNode> values) implements Choice {
    @Override
    public JsonNode draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  private record Range(double from, double to, boolean whole) implements Choice {
    @Override
    public JsonNode draw(SplittableRandom random) {
      double place = random.nextDouble();
      double value = from > 0 ? from * Math.pow(to / from, place) : from + (to - from) * place;
      return whole
          ? IntNode.valueOf((int) Math.rint(value))
          : DoubleNode.valueOf(within(new BigDecimal(value).round(DIGITS).doubleValue()));
    }

    /** Rounding may step over an end. */
    private double within(double value) {
      return Math.max(from, Math.min(to, value));
    }
  }
}
