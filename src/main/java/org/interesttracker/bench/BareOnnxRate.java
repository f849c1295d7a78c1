package org.interesttracker.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.interesttracker.text.WordPieceTokenizer;

/**
 * ONNX Runtime alone, one thread, on texts that were tokenised and batched beforehand as the
 * operator batches them: its bundles, sorted by length, 256 tokens a run.
 */
final class BareOnnxRate implements Rate {

  private static final int TOKENS = 256;
  private static final int MAX_TOKENS = 128;
  private static final String MODEL = "all-minilm-l6-v2";

  private final int texts;

  BareOnnxRate(int texts) {
    this.texts = texts;
  }

  @Override
  public double perSecond() throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Path file = Files.createTempFile("bench", ".onnx");
    try (InputStream in = BareOnnxRate.class.getResourceAsStream("/" + MODEL + ".onnx")) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    List<List<int[]>> batches = batches();
    try (OrtSession.SessionOptions options = options();
        OrtSession session = environment.createSession(file.toString(), options)) {
      run(environment, session, batches.get(0));
      long start = System.nanoTime();
      for (List<int[]> batch : batches) {
        run(environment, session, batch);
      }
      return texts * 1e9 / (System.nanoTime() - start);
    } finally {
      Files.delete(file);
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    return options;
  }

  private List<List<int[]>> batches() {
    WordPieceTokenizer tokenizer =
        WordPieceTokenizer.read("classpath:/" + MODEL + "-tokenizer.json", MAX_TOKENS, true);
    List<List<int[]>> batches = new ArrayList<>();
    for (int from = 0; from < texts; from += EmbedTextsRate.BUNDLE) {
      List<int[]> bundle = new ArrayList<>();
      for (int n = from; n < Math.min(texts, from + EmbedTextsRate.BUNDLE); n++) {
        bundle.add(tokenizer.encode(Texts.of(n)));
      }
      bundle.sort(Comparator.comparingInt(ids -> ids.length));
      cut(bundle, batches);
    }
    return batches;
  }

  private static void cut(List<int[]> bundle, List<List<int[]>> batches) {
    List<int[]> batch = new ArrayList<>();
    for (int[] ids : bundle) {
      if (!batch.isEmpty() && (batch.size() + 1) * ids.length > TOKENS) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(ids);
    }
    batches.add(batch);
  }

  private static void run(OrtEnvironment environment, OrtSession session, List<int[]> batch)
      throws OrtException {
    int length = batch.get(batch.size() - 1).length;
    long[] shape = {batch.size(), length};
    long[] ids = new long[batch.size() * length];
    long[] mask = new long[ids.length];
    for (int row = 0; row < batch.size(); row++) {
      int[] tokens = batch.get(row);
      for (int i = 0; i < tokens.length; i++) {
        ids[row * length + i] = tokens[i];
        mask[row * length + i] = 1;
      }
    }
    try (OnnxTensor idTensor = tensor(environment, ids, shape);
        OnnxTensor maskTensor = tensor(environment, mask, shape);
        OnnxTensor types = tensor(environment, new long[ids.length], shape)) {
      session
          .run(Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", types))
          .close();
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, long[] values, long[] shape)
      throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }
}
