package org.interesttracker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.interesttracker.cli.UsageException;
import org.interesttracker.event.Json;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.ItemBiases;
import org.interesttracker.model.ItemLinks;
import org.interesttracker.model.ModelFiles;

/**
 * The folder of a model: the model, the settings it was trained with, and, while it is trained, a
 * checkpoint.
 *
 * @param set what it is trained on
 * @param encoder as the command line names it
 * @param resume whether a checkpoint that is there is gone on from
 */
record ModelOutput(Path directory, TrainingSet set, String encoder, boolean resume) {

  static final String SETTINGS = "settings.json";

  /** Of a run with these settings on this data. */
  CheckpointFile checkpoint(TrainingOptions options) {
    Map<String, String> identity = new TreeMap<>();
    TrainingSettings.of(options).forEach((name, value) -> identity.put(name, value.asText()));
    identity.put("encoder", encoder);
    identity.putAll(checksums(set.description()));
    return new CheckpointFile(directory, identity, resume);
  }

  private static Map<String, String> checksums(Map<String, String> data) {
    Map<String, String> checksums = new TreeMap<>(data);
    checksums.keySet().removeIf(name -> !name.endsWith("_sha256"));
    return checksums;
  }

  /**
   * @throws UsageException if the model in the folder was trained on other data
   */
  void requireSameData() {
    if (!checksums(ModelFiles.read(directory).card().data()).equals(checksums(set.description()))) {
      throw new UsageException(
          "The model in %s was trained on other events or another catalog; give the same or leave --resume out to begin anew"
              .formatted(directory));
    }
  }

  InterestModel write(TrainingOptions options, TrainedModel model, Set<NetworkKind> networks)
      throws IOException {
    InterestModel written =
        ModelFiles.write(
            directory,
            model.lstm(),
            set.projections(),
            model.residuals(),
            ItemBiases.NONE,
            new ItemLinks(),
            model.networks(),
            set.description(),
            parameters(options, networks),
            model.figures());
    writeSettings(options);
    return written;
  }

  private Map<String, String> parameters(TrainingOptions options, Set<NetworkKind> networks) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Json.MAPPER
        .valueToTree(options)
        .properties()
        .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    parameters.put("encoders", String.join(",", set.projections().keySet()));
    if (!networks.isEmpty()) {
      parameters.put(
          "networks", String.join(",", networks.stream().map(NetworkKind::toString).toList()));
    }
    return parameters;
  }

  private void writeSettings(TrainingOptions options) throws IOException {
    Path partial = directory.resolve(SETTINGS + ".part");
    Files.write(
        partial,
        Json.MAPPER
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(TrainingSettings.of(options)));
    Files.move(
        partial,
        directory.resolve(SETTINGS),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
