package org.interesttracker.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.interesttracker.event.Json;

/**
 * Models on disk: a directory with {@code card.json} and {@code weights.bin}. The card carries the
 * SHA-256 of the weights, and nothing in either file is ever run.
 */
public final class ModelFiles {

  static final String CARD = "card.json";
  static final String WEIGHTS = "weights.bin";

  private static final String BUNDLED = "/models/default/";
  private static final int VERSION_LENGTH = 12;
  private static final int MAX_CARD = 1 << 20;
  private static final int MAX_WEIGHTS = 1 << 30;
  private static final int HEAP_SHARE = 4;

  private ModelFiles() {}

  /**
   * Reads a model where an option says it is.
   *
   * @param location a directory, as path or file URI; empty for the model in the jar
   * @throws ModelFileException as {@link #read}
   */
  public static InterestModel load(String location) {
    if (location.isEmpty()) {
      return readBundled();
    }
    return read(path(location));
  }

  /**
   * The directory of an option's path or file URI.
   *
   * @throws ModelFileException if it is neither
   */
  public static Path path(String location) {
    try {
      return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new ModelFileException(
          "\"%s\" is no place of a model, expected the path or file URI of a directory"
              .formatted(location),
          e);
    }
  }

  /**
   * Reads a model.
   *
   * @throws ModelFileException if a file is missing, too large, damaged, or not what the card says
   */
  public static InterestModel read(Path directory) {
    if (Files.isRegularFile(directory)) {
      throw new ModelFileException(
          "%s is a file, expected a directory with %s and %s as train writes it; archives of other tools, as those of DL4J, are not opened, since they can hold code"
              .formatted(directory, CARD, WEIGHTS));
    }
    return read(directory.toString() + "/", name -> open(directory.resolve(name)));
  }

  /** A pipe or a device might never end, or never begin. */
  private static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    return Files.newInputStream(file);
  }

  /**
   * Reads the model in the jar.
   *
   * @throws ModelFileException as {@link #read}
   */
  public static InterestModel readBundled() {
    return read(
        "classpath:" + BUNDLED, name -> ModelFiles.class.getResourceAsStream(BUNDLED + name));
  }

  /**
   * Writes a model, the card last, each file as a whole or not at all. The same weights give the
   * same bytes.
   *
   * @param directory made if missing; files in it are replaced
   * @param data of the card
   * @param parameters of the card
   * @param figures of the card
   * @return the model with its card
   */
  public static InterestModel write(
      Path directory,
      LstmWeights lstm,
      Map<String, Projection> projections,
      Map<String, float[]> residuals,
      ItemBiases biases,
      ItemLinks links,
      ItemNetworks networks,
      Map<String, String> data,
      Map<String, String> parameters,
      Map<String, Double> figures)
      throws IOException {
    byte[] weights = new Weights(lstm, projections, residuals, biases, links, networks).toBytes();
    String sha256 = sha256(weights);
    ModelCard card =
        new ModelCard(sha256.substring(0, VERSION_LENGTH), sha256, data, parameters, figures);
    Files.createDirectories(directory);
    replace(directory.resolve(WEIGHTS), weights);
    replace(
        directory.resolve(CARD),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(card));
    return new InterestModel(card, lstm, projections, residuals, biases, links, networks);
  }

  /**
   * Gives a model that was written its final directory, unless the same is there already.
   *
   * @param target named after the version, so that what is there is the same
   */
  public static void move(Path written, Path target) throws IOException {
    if (Files.exists(target.resolve(CARD))) {
      return;
    }
    Files.move(written, target);
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.write(partial, bytes);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static InterestModel read(String place, Opener files) {
    ModelCard card = card(place + CARD, bytes(place, CARD, MAX_CARD, files));
    byte[] bytes = bytes(place, WEIGHTS, maxWeights(), files);
    String found = sha256(bytes);
    if (!found.equals(card.sha256())) {
      throw new ModelFileException(
          "%s%s has SHA-256 %s, its card says %s".formatted(place, WEIGHTS, found, card.sha256()));
    }
    Weights weights = Weights.of(new WeightsReader(place + WEIGHTS, bytes));
    return new InterestModel(
        card,
        weights.lstm(),
        weights.projections(),
        weights.residuals(),
        weights.biases(),
        weights.links(),
        weights.networks());
  }

  /** The weights are on the heap as bytes and as numbers, beside those of a model in force. */
  private static int maxWeights() {
    return (int) Math.min(MAX_WEIGHTS, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  private static ModelCard card(String file, byte[] bytes) {
    ModelCard card = parse(file, bytes);
    boolean complete = card != null && card.version() != null && card.sha256() != null;
    if (!complete
        || !card.sha256().startsWith(card.version())
        || card.version().length() != VERSION_LENGTH) {
      throw new ModelFileException(
          "%s lacks sha256, or a version that is its first %d digits"
              .formatted(file, VERSION_LENGTH));
    }
    return card;
  }

  private static ModelCard parse(String file, byte[] bytes) {
    try {
      return Json.MAPPER.readValue(bytes, ModelCard.class);
    } catch (JsonProcessingException e) {
      throw new ModelFileException(file + " is not a model card in JSON", e);
    } catch (IOException e) {
      throw new ModelFileException(file + " cannot be read", e);
    }
  }

  private static byte[] bytes(String place, String name, int limit, Opener files) {
    try (InputStream in = files.open(name)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new ModelFileException(
            "%s%s is larger than %,d bytes, the most a model file may have"
                .formatted(place, name, limit));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new ModelFileException(
          "%s%s does not exist, expected a model's %s and %s".formatted(place, name, CARD, WEIGHTS),
          e);
    } catch (IOException e) {
      throw new ModelFileException(place + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private interface Opener {
    InputStream open(String name) throws IOException;
  }
}
