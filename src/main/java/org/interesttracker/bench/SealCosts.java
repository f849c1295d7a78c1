package org.interesttracker.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.interesttracker.seal.KeySource;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.Sealed;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.seal.UserKey;

/**
 * What users' keys cost: the processor time to seal and to open a value of the size of a user's
 * state, and to make a key and to read one that is not remembered, in a folder of its own on this
 * machine's disk.
 */
final class SealCosts implements AutoCloseable {

  /** A user with a tail of 20 events, 10 topics and an LSTM of 64. */
  static final int USER_BYTES = 1_400;

  private static final int VALUES = 200_000;
  private static final int KEYS = 2_000;
  private static final double NANOS_PER_MICRO = 1_000;

  private final Path folder;
  private final SealSettings settings;

  /** Keeps what is remembered from one job to the next. */
  private final SharedUserKeys keys;

  SealCosts() throws IOException {
    folder = Files.createTempDirectory("seal-bench");
    settings = new SealSettings(true, folder.toUri().toString(), new ConstantKey(), 4 * KEYS);
    keys = new SharedUserKeys(settings);
  }

  /** No secret: nothing that it wraps is kept. */
  private record ConstantKey() implements KeySource {
    @Override
    public List<byte[]> read() {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) 1);
      return List.of(key);
    }
  }

  SealSettings settings() {
    return settings;
  }

  /**
   * @param create to make a user's key, microseconds
   * @param find to read one, microseconds
   * @param seal a value, microseconds
   * @param open a value, microseconds
   */
  record Micros(double create, double find, double seal, double open) {}

  /** After one round of warm-up. */
  Micros micros() {
    values();
    double[] values = values();
    long start = processorNanos();
    for (int user = 0; user < KEYS; user++) {
      keys.keys().create("bench-" + user, 0);
    }
    double create = micros(start, KEYS);
    start = processorNanos();
    for (int user = 0; user < KEYS; user++) {
      keys.keys().find("bench-" + user);
    }
    return new Micros(create, micros(start, KEYS), values[0], values[1]);
  }

  private double[] values() {
    Sealer sealer = keys.sealer(() -> {});
    byte[] plain = new byte[USER_BYTES];
    Sealed[] sealed = new Sealed[KEYS];
    long start = processorNanos();
    for (int i = 0; i < VALUES; i++) {
      UserKey key = sealer.keyAt("user", i);
      sealed[i % KEYS] = sealer.seal(key, "user", "bench", plain, plain.length);
    }
    double seal = micros(start, VALUES);
    start = processorNanos();
    for (int i = 0; i < VALUES; i++) {
      sealer.open(sealed[i % KEYS], "user", "bench");
    }
    return new double[] {seal, micros(start, VALUES)};
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double micros(long start, int times) {
    return (processorNanos() - start) / NANOS_PER_MICRO / times;
  }

  @Override
  public void close() throws IOException {
    keys.close();
    FileUtils.deleteDirectory(folder.toFile());
  }
}
