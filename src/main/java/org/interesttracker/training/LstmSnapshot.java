package org.interesttracker.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.model.LstmWeights;

/**
 * The network and what was learned of the items.
 *
 * @param residuals by item id, of the items that occur in the events
 */
record LstmSnapshot(LstmWeights lstm, Map<String, float[]> residuals) {

  void write(DataOutputStream out) throws IOException {
    for (float[] values : arrays(lstm)) {
      FloatData.write(out, values);
    }
    out.writeInt(residuals.size());
    for (Map.Entry<String, float[]> residual : residuals.entrySet()) {
      out.writeUTF(residual.getKey());
      FloatData.write(out, residual.getValue());
    }
  }

  /**
   * @param copy of weights of the same shapes, written over
   */
  static LstmSnapshot read(DataInputStream in, LstmWeights copy, int dimension) throws IOException {
    for (float[] values : arrays(copy)) {
      FloatData.read(in, values, 0, values.length);
    }
    Map<String, float[]> residuals = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      residuals.put(in.readUTF(), FloatData.read(in, dimension));
    }
    return new LstmSnapshot(copy, residuals);
  }

  private static List<float[]> arrays(LstmWeights w) {
    return List.of(w.input(), w.recurrent(), w.bias(), w.output(), w.outputBias());
  }
}
