package org.interesttracker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import org.interesttracker.model.InterestModel;
import org.interesttracker.text.Encoders;
import org.interesttracker.text.Pooling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the model that tracks interest. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Trains the LSTM and the item vectors on an event file to predict each user's next item.",
      "Writes card.json, weights.bin and settings.json. After each epoch it prints the figures on"
          + " the events held back; the best epoch is kept. The same input and options give the"
          + " same weights on the same kind of machine."
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "Events, one JSON object a line.")
  private Path events;

  @Option(
      names = "--catalog",
      required = true,
      paramLabel = "FILE",
      description = "Items, one JSON object a line.")
  private Path catalog;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Directory of the model; made if missing, files of the same names are replaced.")
  private Path out;

  @Option(
      names = "--encoder",
      paramLabel = "auto|en|zh|DIR",
      description =
          "Who reads the texts: by script, all English, all Chinese, or the model.onnx and"
              + " tokenizer.json or vocab.txt of a directory.")
  private String encoder = "auto";

  @Option(
      names = "--pooling",
      paramLabel = "mean|cls",
      description = "How the encoder of a directory makes one vector of a text.")
  private Pooling pooling = Pooling.MEAN;

  @Option(
      names = "--networks",
      split = ",",
      paramLabel = "rnn|cnn",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Networks over the recent items that are trained as well, with the item vectors as they"
              + " are then; none unless named.")
  private Set<NetworkKind> networks = new TreeSet<>();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "JSON object of the settings below by name, without the dashes; options given here go"
              + " before it. Each model has the file of its own settings beside it, "
              + ModelOutput.SETTINGS
              + ".")
  private Path settings;

  @Option(
      names = "--search",
      paramLabel = "N",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Trains with N settings, the first as given, the others drawn by the seed, and keeps the"
              + " model of the best NDCG@10; "
              + SearchTable.NAME
              + " has a row for each. docs/TRAINING.md says what is drawn, and how the settings file"
              + " changes it.")
  private Integer search;

  @Option(
      names = "--resume",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Goes on from the last epoch, and the last trial, that a stopped run with the same"
              + " settings and data finished in the same --out; where there is none, it begins.")
  private boolean resume;

  @Mixin private TrainingArguments arguments = new TrainingArguments();

  /**
   * What the command line and the settings file ask for.
   *
   * @param trials the settings to train with; one without a search
   * @param searched names of the settings that differ between them
   */
  private record Plan(
      EncoderSelection selection, List<TrainingOptions> trials, Set<String> searched) {}

  @Override
  public Integer call() throws IOException {
    Plan plan;
    try {
      plan = plan();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Folders.requirePossible(out);
    try (ConsoleListener listener = new ConsoleListener()) {
      InterestModel model = train(plan, listener);
      Console.print("Wrote model %s to %s.".formatted(model.version(), out));
    }
    return 0;
  }

  private Plan plan() throws IOException {
    SettingsFile file = settings == null ? SettingsFile.NONE : SettingsFile.read(settings);
    Set<String> given = given();
    TrainingOptions options = file.applyTo(arguments.options(), given);
    EncoderSelection selection = EncoderArgument.parse(encoder, pooling);
    if (search == null) {
      return new Plan(selection, List.of(options), Set.of());
    }
    SearchSpace space = file.searchSpace(options, given);
    requireSearchable(options, space);
    return new Plan(selection, space.trials(options, search), space.names());
  }

  /** The names of the options on the command line, without dashes. */
  private Set<String> given() {
    return spec.commandLine().getParseResult().matchedOptionsSet().stream()
        .map(option -> option.longestName().substring(2))
        .collect(Collectors.toSet());
  }

  private void requireSearchable(TrainingOptions options, SearchSpace space) {
    if (search < 1) {
      throw new IllegalArgumentException("--search is " + search + ", expected at least 1");
    }
    if (options.validationShare() == 0) {
      throw new IllegalArgumentException(
          "A search needs events held back to tell which trial is best; validation-share is 0");
    }
    if (space.names().isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to search: the command line has all settings of the space");
    }
  }

  private InterestModel train(Plan plan, TrainingListener listener) throws IOException {
    TrainingOptions options = plan.trials().get(0);
    TrainingSet set =
        new TrainingSetBuilder(options, plan.selection(), Encoders::acquire, listener)
            .build(read());
    ModelOutput output = new ModelOutput(out, set, encoder + ", " + pooling, resume);
    Set<NetworkKind> kinds = new TreeSet<>(networks);
    if (search != null) {
      return search(plan, set, output, kinds, listener);
    }
    CheckpointFile checkpoint = output.checkpoint(options);
    TrainedModel model = new ModelTrainer(options, kinds, listener).train(set, checkpoint);
    InterestModel written = output.write(options, model, kinds);
    checkpoint.delete();
    return written;
  }

  private TrainingData read() throws IOException {
    TrainingData data = new TrainingDataReader().read(events, catalog);
    Console.print(
        "Read %,d events and %,d items; %,d lines could not be used."
            .formatted(data.events().size(), data.catalog().size(), data.badLines()));
    return data;
  }

  private InterestModel search(
      Plan plan,
      TrainingSet set,
      ModelOutput output,
      Set<NetworkKind> kinds,
      TrainingListener listener)
      throws IOException {
    SearchTable table = new SearchTable(out, plan.searched());
    if (resume) {
      table.readFinished(plan.trials());
    }
    InterestModel best = new Search(set, plan.trials(), table, output, listener).run(kinds);
    Console.print(table.text());
    return best;
  }
}
