package org.interesttracker.text;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A BERT graph in ONNX Runtime: token ids in, one vector per token out. Thread-safe. */
final class OnnxGraph implements AutoCloseable {

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  /** Twice a model of BERT's base size in 32 bits. */
  private static final long MAX_BYTES = 1L << 30;

  private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Set<String> inputs;
  private final String output;
  private final int dimension;

  /**
   * Opens the model and tries it.
   *
   * @param probe ids of a text that must pass
   * @throws EncoderException if the file is no ONNX model or not one of this kind
   */
  OnnxGraph(ModelFile file, int[] probe) {
    session = open(file);
    try {
      inputs = checkedInputs(file);
      output = tokenVectors(file);
      dimension = probe(file, probe);
    } catch (OrtException | RuntimeException e) {
      close();
      throw e instanceof EncoderException known ? known : unusable(file, e);
    }
  }

  int dimension() {
    return dimension;
  }

  /** Runs a batch; the result is [rows, length, dimension] and lies in the buffers. */
  FloatBuffer run(EncoderBuffers buffers, int rows, int length) throws OrtException {
    long[] shape = {rows, length};
    int size = rows * length;
    FloatBuffer result = buffers.output(size * dimension);
    try (Tensors tensors = tensors(buffers, shape);
        OnnxTensor vectors =
            OnnxTensor.createTensor(environment, result, new long[] {rows, length, dimension})) {
      session.run(tensors.byName, Map.of(output, vectors)).close();
      return result;
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("The ONNX session cannot be closed", e);
    }
  }

  private record Tensors(Map<String, OnnxTensor> byName) implements AutoCloseable {
    @Override
    public void close() {
      byName.values().forEach(OnnxTensor::close);
    }
  }

  private Tensors tensors(EncoderBuffers buffers, long[] shape) throws OrtException {
    int size = (int) (shape[0] * shape[1]);
    Tensors tensors = new Tensors(new HashMap<>());
    try {
      for (String name : inputs) {
        var values =
            switch (name) {
              case IDS -> buffers.ids(size);
              case MASK -> buffers.mask(size);
              default -> buffers.types(size);
            };
        tensors.byName.put(name, OnnxTensor.createTensor(environment, values, shape));
      }
      return tensors;
    } catch (OrtException e) {
      tensors.close();
      throw e;
    }
  }

  private OrtSession open(ModelFile file) {
    try (OrtSession.SessionOptions options = options()) {
      return file.use(
          MAX_BYTES,
          path -> {
            inspect(file, path);
            return environment.createSession(path.toString(), options);
          });
    } catch (EncoderException e) {
      throw e;
    } catch (Exception e) {
      throw new EncoderException(
          "Model file " + file.location() + " cannot be opened, expected a readable ONNX model", e);
    }
  }

  private static void inspect(ModelFile file, Path copy) throws IOException {
    try (FileChannel channel = FileChannel.open(copy)) {
      OnnxInspection.inspect(
          file.location(), channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** One thread, the caller's: Flink gives every subtask its own. */
  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    // Every batch has another shape: a pattern per shape would never be used again.
    options.setMemoryPatternOptimization(false);
    // It never gives back what the largest batch took, which is bounded. Without it each run maps
    // its megabytes anew, and two threads wait for each other where the kernel does that.
    options.setCPUArenaAllocator(true);
    return options;
  }

  private Set<String> checkedInputs(ModelFile file) throws OrtException {
    Map<String, NodeInfo> found = session.getInputInfo();
    boolean known = INPUTS.containsAll(found.keySet()) && found.containsKey(IDS);
    if (!known || !found.values().stream().allMatch(node -> is(node, OnnxJavaType.INT64, 2))) {
      throw new EncoderException(
          "Model file %s has the inputs %s, expected input_ids, attention_mask and, if the model has"
              + " it, token_type_ids, as int64 [batch, length]".formatted(file.location(), found));
    }
    return Set.copyOf(found.keySet());
  }

  private String tokenVectors(ModelFile file) throws OrtException {
    Map<String, NodeInfo> found = session.getOutputInfo();
    return found.values().stream()
        .filter(node -> is(node, OnnxJavaType.FLOAT, 3))
        .map(NodeInfo::getName)
        .findFirst()
        .orElseThrow(
            () ->
                new EncoderException(
                    "Model file %s has the outputs %s, expected one of float [batch, length, dimension]"
                        .formatted(file.location(), found.keySet())));
  }

  private static boolean is(NodeInfo node, OnnxJavaType type, int rank) {
    return node.getInfo() instanceof TensorInfo tensor
        && tensor.type == type
        && tensor.getShape().length == rank;
  }

  private int probe(ModelFile file, int[] text) throws OrtException {
    EncoderBuffers buffers = new EncoderBuffers(text.length, 0);
    buffers.fill(new int[][] {text}, new int[] {0}, text.length);
    try (Tensors tensors = tensors(buffers, new long[] {1, text.length});
        OrtSession.Result result = session.run(tensors.byName, Set.of(output))) {
      long[] shape = ((OnnxTensor) result.get(0)).getInfo().getShape();
      if (shape[0] != 1 || shape[1] != text.length) {
        throw unusable(file, null);
      }
      return (int) shape[2];
    }
  }

  private static EncoderException unusable(ModelFile file, Exception cause) {
    return new EncoderException(
        "Model file "
            + file.location()
            + " failed on a trial text, expected a BERT model that knows every id of its tokenizer"
            + " file and texts of the configured length",
        cause);
  }
}
