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
import org.interesttracker.dataset.KnownChange;
import org.interesttracker.event.CatalogItem;
import org.interesttracker.event.Event;
import org.interesttracker.event.Json;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.model.Catalog;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.model.ModelFiles;
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
  private static final int CHUNK = 1_024;

  private final EvaluationSettings settings;
  private final VectorizerSettings vectorizer;
  private final InterestSettings interest;
  private final RecommendSettings recommend;
  private final SimilaritySettings similarity;
  private final LiveSettings live;
  private final int batch;
  private final List<String> models;

  /**
   * @param live how the sequence model learns from the events; null if it is to stay as it is
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
      int batch,
      List<String> models) {
    this.settings = settings;
    this.vectorizer = vectorizer;
    this.interest = interest;
    this.recommend = recommend;
    this.similarity = similarity;
    this.live = live;
    this.batch = batch;
    this.models = List.copyOf(models);
    for (String model : models) {
      if (!models().contains(model)) {
        throw new IllegalArgumentException(
            "There is no model '%s'; there are: %s".formatted(model, String.join(", ", models())));
      }
    }
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
    InterestModel model = ModelFiles.load(vectorizer.modelLocation());
    EvaluationResult result = run(data, changes, model);
    write(MetricsJson.of(result), out);
    return ResultTable.of(result);
  }

  private static void write(ObjectNode metrics, Path out) throws IOException {
    ObjectWriter writer = Json.MAPPER.writerWithDefaultPrettyPrinter();
    Files.writeString(out.resolve("metrics.json"), writer.writeValueAsString(metrics));
    Files.writeString(out.resolve("report.html"), HtmlReport.of(metrics));
  }

  private EvaluationResult run(EvaluationData data, List<KnownChange> changes, InterestModel model)
      throws IOException {
    Catalog catalog = new Catalog(model);
    ItemNumbers numbers = number(data, catalog.numbers());
    List<Event> events = embed(data, catalog);
    Lineup lineup = Lineup.of(models, catalog, recommend, similarity, settings.seed());
    List<Entrant> entrants =
        lineup.contenders().stream()
            .map(
                contender ->
                    new Entrant(
                        contender,
                        settings,
                        model.dimension(),
                        new ChangeWatch(changes, catalog, numbers)))
            .toList();
    long start = System.nanoTime();
    EvaluationRun run = replay(events, model, catalog, lineup, entrants);
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

  private EvaluationRun replay(
      List<Event> events,
      InterestModel model,
      Catalog catalog,
      Lineup lineup,
      List<Entrant> entrants)
      throws IOException {
    List<Step> steps = new Schedule(events, settings).steps();
    LiveSettings rounds = live == null ? LiveSettings.defaults() : live;
    LiveTrainer trainer = new LiveTrainer(model, rounds);
    try (LiveLearning learning =
            new LiveLearning(trainer, model, catalog, interest.weights(), batch);
        ProgressBar bar = Console.progress("Replaying events", steps.size())) {
      EvaluationRun run =
          new EvaluationRun(
              events,
              new Replay(interest, catalog, learning::updater),
              catalog.numbers(),
              new ItemVectors(catalog, catalog.numbers()),
              lineup.shared(),
              live == null ? null : learning,
              live == null ? CHUNK : live.roundEvents(),
              entrants,
              settings.repeats());
      run.take(steps, bar::stepBy);
      if (run.targets(Step.Part.TEST) == 0) {
        throw new IOException(
            "Nothing can be scored: no user has an event before one on an item not met before;"
                + " docs/EVALUATION.md says what is scored");
      }
      return run;
    }
  }

  private List<Event> embed(EvaluationData data, Catalog catalog) {
    long records = data.catalog().size();
    try (TextVectorizer texts = vectorizer.open();
        ProgressBar bar = Console.progress("Embedding texts", records)) {
      TextEmbedding embedding =
          new TextEmbedding(
              texts,
              n -> {
                bar.maxHint(Math.max(bar.getMax(), bar.getCurrent() + n));
                bar.stepBy(n);
              });
      for (CatalogItem item : embedding.items(data.catalog())) {
        catalog.put(item);
      }
      return embedding.events(data.events(), catalog);
    }
  }

  /** The catalog's items, then those of the events. */
  private static ItemNumbers number(EvaluationData data, ItemNumbers numbers) {
    data.catalog().forEach(item -> numbers.number(item.itemId()));
    data.events().stream()
        .filter(event -> event.itemId() != null)
        .forEach(event -> numbers.number(event.itemId()));
    return numbers;
  }

  /** What is in use after a collection. */
  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
