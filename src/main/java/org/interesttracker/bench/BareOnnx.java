package org.interesttracker.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.interesttracker.text.WordPieceTokenizer;

/**
 * ONNX Runtime alone with the English model on all cores, on texts that were tokenised and laid out
 * beforehand, those of like length together: nothing that embeds texts with it can be faster. How
 * many tokens it takes at a time, and whether the cores share each batch or take one each, is tried
 * out first.
 */
final class BareOnnx implements Rate, AutoCloseable {

  private static final int MAX_TOKENS = 128;
  private static final String MODEL = "/all-minilm-l6-v2";
  private static final int[] TOKENS = {128, 256, 512, 1024};
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** One batch in so many is enough to tell which plan is best. */
  private static final int TRIED = 4;

  private static final int ROUNDS = 2;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final List<int[]> texts;
  private final Path file;
  private final OrtSession eachAlone;
  private final OrtSession allTogether;
  private Plan best;

  /**
   * How the work is laid out.
   *
   * @param together whether all cores work on one batch
   * @param tokens of a batch at the most, padding included
   */
  private record Plan(boolean together, int tokens) {}

  BareOnnx(List<String> texts) throws IOException, OrtException {
    WordPieceTokenizer tokenizer =
        WordPieceTokenizer.read("classpath:" + MODEL + "-tokenizer.json", MAX_TOKENS, true);
    this.texts =
        texts.stream()
            .map(tokenizer::encode)
            .sorted(Comparator.comparingInt(ids -> ids.length))
            .toList();
    file = Files.createTempFile("bench", ".onnx");
    try (InputStream in = BareOnnx.class.getResourceAsStream(MODEL + ".onnx")) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    eachAlone = session(1);
    allTogether = session(CORES);
  }

  private OrtSession session(int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment.createSession(file.toString(), options);
    }
  }

  /** Texts a second by the plan that was the fastest when all were tried. */
  @Override
  public double perSecond() throws Exception {
    if (best == null) {
      best = best();
    }
    return perSecond(best, 1);
  }

  /** How many tokens the best plan takes at a time; none before it is known. */
  int tokens() {
    return best.tokens;
  }

  private Plan best() throws Exception {
    Plan fastest = null;
    double most = 0;
    perSecond(new Plan(false, TOKENS[0]), TRIED);
    for (int round = 0; round < ROUNDS; round++) {
      for (Plan plan : plans()) {
        double rate = perSecond(plan, TRIED);
        if (rate > most) {
          most = rate;
          fastest = plan;
        }
      }
    }
    return fastest;
  }

  private static List<Plan> plans() {
    List<Plan> plans = new ArrayList<>();
    for (int tokens : TOKENS) {
      plans.add(new Plan(false, tokens));
      plans.add(new Plan(true, tokens));
    }
    return plans;
  }

  private double perSecond(Plan plan, int oneIn) throws Exception {
    Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    try {
      int rows = batches(plan.tokens, oneIn, batches);
      List<Batch> all = List.copyOf(batches);
      long start = System.nanoTime();
      run(plan, batches);
      double seconds = (System.nanoTime() - start) / 1e9;
      all.forEach(Batch::close);
      return rows / seconds;
    } finally {
      batches.forEach(Batch::close);
    }
  }

  private void run(Plan plan, Queue<Batch> batches) throws Exception {
    OrtSession session = plan.together ? allTogether : eachAlone;
    int runners = plan.together ? 1 : CORES;
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int runner = 0; runner < runners; runner++) {
        running.add(threads.submit(() -> runAll(session, batches)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Void runAll(OrtSession session, Queue<Batch> batches) throws OrtException {
    for (Batch batch = batches.poll(); batch != null; batch = batches.poll()) {
      session.run(batch.inputs).close();
    }
    return null;
  }

  /** Lays out one batch in so many; returns how many texts are in them. */
  private int batches(int tokens, int oneIn, Queue<Batch> batches) throws OrtException {
    int rows = 0;
    int number = 0;
    int start = 0;
    for (int i = 1; i <= texts.size(); i++) {
      if (i == texts.size() || (i - start + 1) * texts.get(i).length > tokens) {
        if (number++ % oneIn == 0) {
          batches.add(batch(texts.subList(start, i)));
          rows += i - start;
        }
        start = i;
      }
    }
    return rows;
  }

  private record Batch(Map<String, OnnxTensor> inputs) {
    void close() {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private Batch batch(List<int[]> rows) throws OrtException {
    int length = rows.get(rows.size() - 1).length;
    long[] shape = {rows.size(), length};
    long[] ids = new long[rows.size() * length];
    long[] mask = new long[ids.length];
    for (int row = 0; row < rows.size(); row++) {
      int[] tokens = rows.get(row);
      for (int i = 0; i < tokens.length; i++) {
        ids[row * length + i] = tokens[i];
      }
      Arrays.fill(mask, row * length, row * length + tokens.length, 1);
    }
    return new Batch(
        Map.of(
            "input_ids", tensor(ids, shape),
            "attention_mask", tensor(mask, shape),
            "token_type_ids", tensor(new long[ids.length], shape)));
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() throws IOException, OrtException {
    eachAlone.close();
    allTogether.close();
    Files.delete(file);
  }
}
