package org.interesttracker.text;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks into an ONNX file before ONNX Runtime does, which is native code that trusts what it reads.
 * Refused is what a text encoder has no need of and an attacker has:
 *
 * <ul>
 *   <li>tensors in other files, which would be read from wherever the model says, and which no
 *       checksum covers;
 *   <li>operators that are neither of ONNX nor among the fused ones of BERT that ONNX Runtime has,
 *       nor put together from those by a function of the model;
 *   <li>operators that run for as long as the model likes, or load a compiled program;
 *   <li>training graphs, and graphs within graphs more than {@value #MAX_DEPTH} deep.
 * </ul>
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class OnnxInspection {

  static final int MAX_DEPTH = 16;

  private static final Set<String> ONNX = Set.of("", "ai.onnx");
  private static final String ONNX_RUNTIME = "com.microsoft";

  /** What the optimizer and the quantizer of ONNX Runtime make of a BERT model. */
  private static final Set<String> FUSED =
      Set.of(
          "Attention",
          "BiasGelu",
          "DequantizeLinear",
          "DynamicQuantizeMatMul",
          "EmbedLayerNormalization",
          "FastGelu",
          "FusedGemm",
          "FusedMatMul",
          "Gelu",
          "MatMulIntegerToFloat",
          "MatMulNBits",
          "MultiHeadAttention",
          "QAttention",
          "QEmbedLayerNormalization",
          "QGemm",
          "QLinearAdd",
          "QLinearMul",
          "QLinearSigmoid",
          "QLinearSoftmax",
          "QuantizeLinear",
          "QuickGelu",
          "RotaryEmbedding",
          "SimplifiedLayerNormalization",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization");

  private static final Set<String> ENDLESS = Set.of("Loop", "Scan");

  private final String location;
  private final Deque<Level> open = new ArrayDeque<>();
  private final Set<String> functions = new HashSet<>();
  private final Set<String> foreign = new HashSet<>();
  private boolean hasGraph;

  /** What a message is, which says what its fields are. */
  private enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE_TENSOR,
    FUNCTION
  }

  /** A message that is being read. */
  private static final class Level {
    private final Kind kind;
    private final ProtobufReader in;
    private final int depth;
    private String domain = "";
    private String name = "";

    private Level(Kind kind, ProtobufReader in, int depth) {
      this.kind = kind;
      this.in = in;
      this.depth = depth;
    }
  }

  private OnnxInspection(String location) {
    this.location = location;
  }

  /**
   * @param location for messages
   * @throws EncoderException if the file is no ONNX model, or has something in it that is refused
   */
  static void inspect(String location, ByteBuffer file) {
    OnnxInspection inspection = new OnnxInspection(location);
    try {
      inspection.walk(file);
    } catch (ProtobufReader.MalformedException e) {
      throw new EncoderException(
          "Model file %s is damaged: %s; expected a readable ONNX model"
              .formatted(location, e.getMessage()),
          e);
    }
  }

  /** Without recursion, so that the depth of the file is no depth of the stack. */
  private void walk(ByteBuffer file) throws ProtobufReader.MalformedException {
    open.push(new Level(Kind.MODEL, new ProtobufReader(file), 0));
    while (!open.isEmpty()) {
      Level level = open.peek();
      if (level.in.next()) {
        field(level);
      } else {
        open.pop();
        end(level);
      }
    }
    expect(hasGraph, "has no graph, expected a readable ONNX model");
    foreign.removeAll(functions);
    expect(
        foreign.isEmpty(),
        "uses the operator %s, expected operators of ONNX and those of BERT models in ONNX Runtime",
        foreign.stream().sorted().findFirst().orElse(""));
  }

  private void field(Level level) throws ProtobufReader.MalformedException {
    switch (level.kind) {
      case MODEL -> modelField(level);
      case GRAPH -> graphField(level);
      case NODE -> nodeField(level);
      case ATTRIBUTE -> attributeField(level);
      case TENSOR -> tensorField(level);
      case SPARSE_TENSOR -> sparseTensorField(level);
      case FUNCTION -> functionField(level);
    }
  }

  private void modelField(Level model) throws ProtobufReader.MalformedException {
    switch (model.in.field()) {
      case 7 -> {
        hasGraph = true;
        descend(model, Kind.GRAPH);
      }
      case 20 -> expect(false, "has a graph for training, expected one for inference alone");
      case 25 -> descend(model, Kind.FUNCTION);
      default -> {}
    }
  }

  private void graphField(Level graph) throws ProtobufReader.MalformedException {
    switch (graph.in.field()) {
      case 1 -> descend(graph, Kind.NODE);
      case 5 -> descend(graph, Kind.TENSOR);
      case 15 -> descend(graph, Kind.SPARSE_TENSOR);
      default -> {}
    }
  }

  private void nodeField(Level node) throws ProtobufReader.MalformedException {
    switch (node.in.field()) {
      case 4 -> node.name = node.in.text();
      case 5 -> descend(node, Kind.ATTRIBUTE);
      case 7 -> node.domain = node.in.text();
      default -> {}
    }
  }

  private void attributeField(Level attribute) throws ProtobufReader.MalformedException {
    switch (attribute.in.field()) {
      case 5, 10 -> descend(attribute, Kind.TENSOR);
      case 6, 11 -> descend(attribute, Kind.GRAPH);
      case 22, 23 -> descend(attribute, Kind.SPARSE_TENSOR);
      default -> {}
    }
  }

  private void tensorField(Level tensor) throws ProtobufReader.MalformedException {
    boolean elsewhere =
        tensor.in.field() == 13 || (tensor.in.field() == 14 && tensor.in.number() != 0);
    expect(
        !elsewhere,
        "keeps a tensor in another file, expected all of the model in one, as no checksum covers"
            + " another");
  }

  private void sparseTensorField(Level tensor) throws ProtobufReader.MalformedException {
    if (tensor.in.field() == 1 || tensor.in.field() == 2) {
      descend(tensor, Kind.TENSOR);
    }
  }

  private void functionField(Level function) throws ProtobufReader.MalformedException {
    switch (function.in.field()) {
      case 1 -> function.name = function.in.text();
      case 7 -> descend(function, Kind.NODE);
      case 10 -> function.domain = function.in.text();
      case 11 -> descend(function, Kind.ATTRIBUTE);
      default -> {}
    }
  }

  private void descend(Level from, Kind kind) throws ProtobufReader.MalformedException {
    int depth = from.depth + (kind == Kind.GRAPH ? 1 : 0);
    expect(depth <= MAX_DEPTH, "has graphs within graphs more than %d deep", MAX_DEPTH);
    open.push(new Level(kind, from.in.message(), depth));
  }

  private void end(Level level) {
    if (level.kind == Kind.FUNCTION) {
      functions.add(level.domain + "." + level.name);
    } else if (level.kind == Kind.NODE) {
      operator(level.domain, level.name);
    }
  }

  private void operator(String domain, String name) {
    boolean ofOnnx = ONNX.contains(domain);
    expect(
        !ofOnnx || !ENDLESS.contains(name),
        "uses the operator %s, which may run without end; a text encoder has no need of it",
        name);
    if (!ofOnnx && !(domain.equals(ONNX_RUNTIME) && FUSED.contains(name))) {
      foreign.add(domain + "." + name);
    }
  }

  private void expect(boolean holds, String what, Object... values) {
    if (!holds) {
      throw new EncoderException("Model file " + location + " " + what.formatted(values));
    }
  }
}
