package org.interesttracker.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.interesttracker.event.Json;

/**
 * A model as files: a directory with {@code card.json} and {@code weights.bin}. Numbers and names
 * only, nothing that is executed; what is read is checked against the checksum of the card.
 */
public final class ModelFiles {

  static final String CARD = "card.json";
  static final String WEIGHTS = "weights.bin";

  private static final String BUNDLED = "/models/default/";
  private static final int MAX_CARD = 1 << 20;
  private static final int MAX_WEIGHTS = 1 << 30;
  private static final int VERSION_LENGTH = 12;

  private ModelFiles() {}

  /** Opens a file of the model, or returns null if it is not there. */
  private interface Opener {
    InputStream open(String name) throws IOException;
  }

  /**
   * Reads a model.
   *
   * @param location a directory, as path or file URI; empty for the model that is shipped
   * @throws IllegalArgumentException with the file that is wrong and what was expected
   */
  public static InterestModel load(String location) {
    if (location.isEmpty()) {
      return read(
          "the shipped model", name -> ModelFiles.class.getResourceAsStream(BUNDLED + name));
    }
    Path directory =
        location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    return read(
        directory.toString(),
        name -> {
          Path file = directory.resolve(name);
          return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        });
  }

  /**
   * Writes a model.
   *
   * @return the model with its version and checksum
   */
  public static InterestModel write(
      Path directory,
      LstmWeights lstm,
      Map<String, Projection> projections,
      Map<String, float[]> residuals,
      Map<String, String> data,
      Map<String, String> parameters,
      Map<String, Double> figures)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WeightsFormat.write(bytes, lstm, projections, residuals);
    String sha256 = sha256(bytes.toByteArray());
    ModelCard card =
        new ModelCard(sha256.substring(0, VERSION_LENGTH), sha256, data, parameters, figures);
    Files.createDirectories(directory);
    Files.write(directory.resolve(WEIGHTS), bytes.toByteArray());
    Files.writeString(
        directory.resolve(CARD),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n");
    return new InterestModel(card, lstm, projections, residuals);
  }

  private static InterestModel read(String where, Opener files) {
    ModelCard card = card(where, bytes(where, CARD, files, MAX_CARD));
    byte[] weights = bytes(where, WEIGHTS, files, MAX_WEIGHTS);
    String found = sha256(weights);
    if (!found.equals(card.sha256())) {
      throw wrong(
          where, WEIGHTS, "has SHA-256 " + found + ", but " + CARD + " says " + card.sha256());
    }
    try {
      return WeightsFormat.read(card, weights);
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(where, WEIGHTS, "cannot be read: " + e.getMessage());
    }
  }

  private static ModelCard card(String where, byte[] json) {
    try {
      ModelCard card = Json.MAPPER.readValue(json, ModelCard.class);
      if (card != null && card.sha256() != null && card.version() != null) {
        return card;
      }
    } catch (IOException e) {
      throw wrong(where, CARD, "is not the JSON of a model card");
    }
    throw wrong(where, CARD, "names no version and checksum");
  }

  private static byte[] bytes(String where, String name, Opener files, int max) {
    try (InputStream in = files.open(name)) {
      if (in == null) {
        throw wrong(
            where, name, "is not there; a model is a directory with " + CARD + " and " + WEIGHTS);
      }
      byte[] bytes = new BufferedInputStream(in).readNBytes(max);
      if (bytes.length == max) {
        throw wrong(where, name, "is larger than " + max + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw wrong(where, name, "cannot be read: " + e.getMessage());
    }
  }

  private static IllegalArgumentException wrong(String where, String name, String what) {
    return new IllegalArgumentException("Model " + where + ": file " + name + " " + what);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
