package org.interesttracker.interest;

import java.util.Map;
import java.util.WeakHashMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.interesttracker.model.InterestModel;
import org.interesttracker.model.LstmWeights;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The LSTM run by DL4J itself: what training validates by, and {@link Lstm} is held to by tests and
 * measured against. Instances of one {@link LstmWeights} object share one native copy of the
 * weights. A step costs about as much for 32 users as for one, so callers gather users.
 */
public final class Dl4jLstm implements SequenceModel {

  private static final String HIDDEN = "prevAct";
  private static final String CELL = "prevMem";

  /** Weak keys: the native copy goes when nobody holds the weights any more. */
  private static final Map<LstmWeights, INDArray> PARAMETERS = new WeakHashMap<>();

  private final String version;
  private final LstmWeights weights;
  private final MultiLayerNetwork network;
  private StepArrays arrays;

  public Dl4jLstm(InterestModel model) {
    this(model.version(), model.lstm());
  }

  public Dl4jLstm(String version, LstmWeights weights) {
    this.version = version;
    this.weights = weights;
    this.network = LstmNetwork.sharing(weights, parameters(weights));
  }

  private static INDArray parameters(LstmWeights weights) {
    synchronized (PARAMETERS) {
      return PARAMETERS.computeIfAbsent(weights, w -> LstmNetwork.of(w).params());
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int inputSize() {
    return weights.inputSize();
  }

  @Override
  public int hiddenSize() {
    return weights.hiddenSize();
  }

  @Override
  public int outputSize() {
    return weights.outputSize();
  }

  @Override
  public void step(int batch, float[] x, float[] h, float[] c, float[] y) {
    StepArguments.check(weights, batch, x, h, c, y);
    StepArrays in = arraysFor(batch);
    in.x().write(x);
    in.h().write(h);
    in.c().write(c);
    network.rnnSetPreviousState(
        LstmNetwork.LSTM_LAYER, Map.of(HIDDEN, in.h().array(), CELL, in.c().array()));
    try (INDArray out = network.rnnTimeStep(in.x().array())) {
      NativeMatrix.read(out, batch, weights.outputSize(), y);
    }
    if (weights.skip() != null) {
      addSkip(batch, x, y);
    }
    Map<String, INDArray> state = network.rnnGetPreviousState(LstmNetwork.LSTM_LAYER);
    take(state.get(HIDDEN), batch, h);
    take(state.get(CELL), batch, c);
  }

  /** y += v · skip, v the first D values of each row of x. */
  private void addSkip(int batch, float[] x, float[] y) {
    int d = weights.outputSize();
    float[] skip = weights.skip();
    for (int row = 0; row < batch; row++) {
      for (int k = 0; k < d; k++) {
        float v = x[row * weights.inputSize() + k];
        for (int j = 0; j < d; j++) {
          y[row * d + j] += v * skip[k * d + j];
        }
      }
    }
  }

  /** DL4J hands out a new array for each state; without closing, only the collector frees it. */
  private void take(INDArray state, int batch, float[] target) {
    NativeMatrix.read(state, batch, weights.hiddenSize(), target);
    state.close();
  }

  private StepArrays arraysFor(int batch) {
    if (arrays == null || arrays.batch() != batch) {
      release();
      arrays = StepArrays.create(batch, weights.inputSize(), weights.hiddenSize());
    }
    return arrays;
  }

  private void release() {
    if (arrays != null) {
      arrays.close();
      arrays = null;
    }
  }

  /**
   * Frees the native memory that this instance and this thread hold; the weights stay. Workspaces
   * go one by one, for the call that destroys all ends with a full garbage collection.
   */
  @Override
  public void close() {
    release();
    network.rnnClearPreviousState();
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    workspaces.getAllWorkspacesForCurrentThread().forEach(workspaces::destroyWorkspace);
  }
}
