package org.interesttracker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.interesttracker.cli.Console;
import org.interesttracker.cli.Folders;
import org.interesttracker.event.Json;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ModelFiles;
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
      "Writes card.json and weights.bin. After each epoch it prints the figures on the events held"
          + " back; the best epoch is kept. The same input and options give the same weights on"
          + " the same kind of machine."
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

  @Mixin private TrainingArguments arguments = new TrainingArguments();

  @Override
  public Integer call() throws IOException {
    TrainingOptions options;
    EncoderSelection selection;
    try {
      options = arguments.options();
      selection = EncoderArgument.parse(encoder, pooling);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Folders.requirePossible(out);
    TrainingData data = new TrainingDataReader().read(events, catalog);
    Console.print(
        "Read %,d events and %,d items; %,d lines could not be used."
            .formatted(data.events().size(), data.catalog().size(), data.badLines()));
    ModelTrainer.Result result = train(options, selection, data);
    InterestModel model = write(options, data, result);
    Console.print("Wrote model %s to %s.".formatted(model.version(), out));
    return 0;
  }

  private ModelTrainer.Result train(
      TrainingOptions options, EncoderSelection selection, TrainingData data) {
    try (ConsoleListener listener = new ConsoleListener()) {
      return new ModelTrainer(
              options, new TreeSet<>(networks), selection, Encoders::acquire, listener)
          .train(data);
    }
  }

  private InterestModel write(
      TrainingOptions options, TrainingData data, ModelTrainer.Result result) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    Json.MAPPER
        .valueToTree(options)
        .properties()
        .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    parameters.put("encoders", String.join(",", result.space().projections().keySet()));
    if (!networks.isEmpty()) {
      parameters.put(
          "networks",
          String.join(",", new TreeSet<>(networks).stream().map(NetworkKind::toString).toList()));
    }
    return ModelFiles.write(
        out,
        result.model().lstm(),
        result.space().projections(),
        result.model().residuals(),
        ItemBiases.NONE,
        new ItemLinks(),
        result.model().networks(),
        data.description(),
        parameters,
        result.model().figures());
  }
}
