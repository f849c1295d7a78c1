package org.interesttracker.evaluation;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.HtmlPage;
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ModelFiles;
import org.interesttracker.privacy.ReleaseSettings;
import org.interesttracker.recommend.ListRules;
import org.interesttracker.recommend.RecommendSettings;
import org.interesttracker.similarity.SimilaritySettings;
import org.interesttracker.text.TextVectorizer;
import org.interesttracker.text.VectorizerSettings;
import org.interesttracker.training.LiveSettings;
import org.interesttracker.training.LiveTrainer;

/**
 * Evaluates models on files by the classes of the job, without a cluster: reads, embeds, replays,
 * measures.
 */
public final class Evaluation {

  /** How many events' interest is computed together; nothing depends on it but speed. */
  private static final int CHUNK = 128;

  private final EvaluationSettings settings;
  private final VectorizerSettings vectorizer;
  private final InterestSettings interest;
  private final RecommendSettings recommend;
  private final SimilaritySettings similarity;
  private final LiveSettings live;
  private final boolean gain;
  private final int batch;
  private final List<String> models;
  private List<Double> releaseEpsilons = List.of();
  private ReleaseSettings release;

  /**
   * @param live how the sequence model learns from the events; null if it is to stay as it is
   * @param gain whether the sequence model is run a second time, left as it is, to compare
   * @param batch the most users in one step of the sequence model
   * @param models names from {@link #models()}
   * @throws IllegalArgumentException if one of them is no model
   */
  public Evaluation(
      EvaluationSettings settings,
      VectorizerSettings vectorizer,
      InterestSettings interest,
      RecommendSettings recommend,
      SimilaritySettings similarity,
      LiveSettings live,
      boolean gain,
      int batch,
      List<String> models) {
    this.settings = settings;
    this.vectorizer = vectorizer;
    this.interest = interest;
    this.recommend = recommend;
    this.similarity = similarity;
    this.live = live;
    this.gain = gain;
    this.batch = batch;
    this.models = List.copyOf(models);
    for (String model : models) {
      if (!models().contains(model)) {
        throw new IllegalArgumentException(
            "There is no model '%s'; there are: %s".formatted(model, String.join(", ", models())));
      }
    }
  }

  /**
   * Asks for what privacy costs as well, on a time split.
   *
   * @param epsilons each above 0
   * @param settings caps, delta and number of users
   * @throws IllegalArgumentException if the protocol is another, or models learn in the test
   */
  public Evaluation withRelease(List<Double> epsilons, ReleaseSettings settings) {
    if (this.settings.protocol() != Protocol.TIME_SPLIT || this.settings.learnOn()) {
      throw new IllegalArgumentException(
          "--release-epsilon needs --protocol time-split without --learn-on: what is released must"
              + " not know what comes later");
    }
    if (epsilons.stream().anyMatch(epsilon -> !(epsilon >= 0.001))) {
      throw new IllegalArgumentException("--release-epsilon must have numbers from 0.001 on");
    }
    releaseEpsilons = List.copyOf(epsilons);
    release = settings;
    return this;
  }

  /** The names of all models, in the order of the outputs. */
  public static List<String> models() {
    return Lineup.names();
  }

  /** The names of the models that are evaluated unless others are named. */
  public static List<String> defaults(RecommendSettings settings) {
    return Lineup.defaults(settings);
  }

  /**
   * Evaluates, and writes metrics.json and report.html.
   *
   * @param truth what is known of changes; null if nothing
   * @param out a directory that exists
   * @return the figures as a table to print
   * @throws IOException if a file cannot be read or written, or there is nothing to score
   */
  public String run(Path events, Path catalog, Path truth, Path out) throws IOException {
    EvaluationData data = new EvaluationDataReader().read(events, catalog);
    Console.print(ResultTable.summary(data));
    List<KnownChange> changes = truth == null ? List.of() : KnownChange.read(truth);
    Embedded embedded = embed(data, ModelFiles.load(vectorizer.modelLocation()));
    EvaluationResult result = run(embedded, changes, models, live);
    ObjectNode metrics = MetricsJson.of(result);
    String text = ResultTable.of(result);
    List<String> affected = models.stream().filter(LiveGain.MODELS::contains).toList();
    if (gain && !affected.isEmpty()) {
      LiveGain found = new LiveGain(run(embedded, changes, affected, null), result);
      metrics.set("live", found.json());
      text += System.lineSeparator() + System.lineSeparator() + found.text();
    }
    if (!releaseEpsilons.isEmpty()) {
      text += System.lineSeparator() + System.lineSeparator() + releaseCurve(embedded, metrics);
    }
    write(metrics, out);
    return text;
  }

  /** The sequence model takes no part in it, so it stays as it is. */
  private String releaseCurve(Embedded embedded, ObjectNode metrics) throws IOException {
    Catalog catalog = embedded.catalog();
    ReleaseCurve curve =
        new ReleaseCurve(
            releaseEpsilons,
            Schedule.beforeTest(embedded.events(), settings),
            release,
            similarity,
            catalog.numbers(),
            settings);
    Lineup lineup = new Lineup(List.of(), curve.contenders());
    List<Entrant> entrants = entrants(lineup, catalog, List.of());
    replay(embedded.events(), embedded.model(), catalog, lineup, entrants, null);
    metrics.set("release", curve.json(entrants));
    return curve.text(entrants);
  }

  private static void write(ObjectNode metrics, Path out) throws IOException {
    ObjectWriter writer = Json.MAPPER.writerWithDefaultPrettyPrinter();
    Files.writeString(out.resolve("metrics.json"), writer.writeValueAsString(metrics));
    Files.writeString(out.resolve("report.html"), HtmlPage.of("/report/report.html", metrics));
  }

  /**
   * What was read, with its vectors.
   *
   * @param items of the catalog
   */
  private record Embedded(
      EvaluationData data, InterestModel model, List<CatalogItem> items, List<Event> events) {

    /** As the model sees it at the start. */
    Catalog catalog() {
      Catalog catalog = new Catalog(model);
      data.catalog().forEach(item -> catalog.numbers().number(item.itemId()));
      data.events().stream()
          .filter(event -> event.itemId() != null)
          .forEach(event -> catalog.numbers().number(event.itemId()));
      items.forEach(catalog::put);
      return catalog;
    }
  }

  private EvaluationResult run(
      Embedded embedded, List<KnownChange> changes, List<String> names, LiveSettings learning)
      throws IOException {
    InterestModel model = embedded.model();
    EvaluationData data = embedded.data();
    Catalog catalog = embedded.catalog();
    ItemNumbers numbers = catalog.numbers();
    Lineup lineup = Lineup.of(names, catalog, recommend, similarity, settings);
    List<Entrant> entrants = entrants(lineup, catalog, changes);
    long start = System.nanoTime();
    EvaluationRun run = replay(embedded.events(), model, catalog, lineup, entrants, learning);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new EvaluationResult(
        settings,
        model.version(),
        recommend.models(),
        data,
        numbers.size(),
        run.users(),
        changes.size(),
        entrants,
        run.bucketTimes(),
        seconds,
        heap());
  }

  private List<Entrant> entrants(Lineup lineup, Catalog catalog, List<KnownChange> changes) {
    ItemNumbers numbers = catalog.numbers();
    return lineup.contenders().stream()
        .map(
            contender ->
                new Entrant(
                    contender,
                    settings,
                    numbers,
                    catalog,
                    new ChangeWatch(changes, catalog, numbers)))
        .toList();
  }

  private EvaluationRun replay(
      List<Event> events,
      InterestModel model,
      Catalog catalog,
      Lineup lineup,
      List<Entrant> entrants,
      LiveSettings learning)
      throws IOException {
    List<Step> steps = new Schedule(events, settings).steps();
    LiveTrainer trainer =
        new LiveTrainer(model, learning == null ? LiveSettings.defaults() : learning);
    try (LiveLearning live = new LiveLearning(trainer, model, catalog, interest.weights(), batch);
        ProgressBar bar = Console.progress("Replaying events", steps.size())) {
      EvaluationRun run =
          new EvaluationRun(
              events,
              new Replay(interest, catalog, live::updater),
              catalog.numbers(),
              new TextVectors(catalog, catalog.numbers()),
              lineup.shared(),
              learning == null ? null : live,
              learning == null ? CHUNK : learning.roundEvents(),
              entrants,
              settings.repeats(),
              rules(catalog));
      run.take(steps, bar::stepBy);
      if (run.targets(Step.Part.TEST) == 0) {
        throw new IOException(
            "Nothing can be scored: no user has an event before one on an item not met before;"
                + " docs/EVALUATION.md says what is scored");
      }
      return run;
    }
  }

  private ListRules rules(Catalog catalog) {
    ListRules rules = new ListRules(recommend.lists(), catalog);
    if (!rules.unknownCategories().isEmpty()) {
      Console.print(
          "The rules for lists name categories that no item of the catalog has: "
              + String.join(", ", rules.unknownCategories()));
    }
    return rules;
  }

  private Embedded embed(EvaluationData data, InterestModel model) {
    try (TextVectorizer texts = vectorizer.open();
        ProgressBar bar = Console.progress("Embedding texts", data.catalog().size())) {
      TextEmbedding embedding =
          new TextEmbedding(
              texts,
              n -> {
                bar.maxHint(Math.max(bar.getMax(), bar.getCurrent() + n));
                bar.stepBy(n);
              });
      List<CatalogItem> items = embedding.items(data.catalog());
      Catalog catalog = new Catalog(model);
      items.forEach(catalog::put);
      return new Embedded(data, model, items, embedding.events(data.events(), catalog));
    }
  }

  /** What is in use after a collection. */
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
