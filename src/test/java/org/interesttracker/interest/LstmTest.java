package org.interesttracker.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.interesttracker.model.LstmWeights;
import org.interesttracker.model.ModelFiles;
import org.junit.jupiter.api.Test;

class LstmTest extends LstmContract {

  @Override
  SequenceModel lstm(LstmWeights weights) {
    return new Lstm("v1", weights);
  }

  @Override
  long nativeBytes() {
    return Pointer.totalBytes();
  }

  @Test
  void stepsByTheShippedModelAndAWayPastItAsDl4jDoes() {
    Random random = new Random(7);
    LstmWeights weights = withSkip(ModelFiles.readBundled().lstm(), random);
    int users = 33;
    try (SequenceModel lstm = new Lstm("v", weights);
        SequenceModel dl4j = new Dl4jLstm("v", weights)) {
      float[] h = new float[users * lstm.hiddenSize()];
      float[] c = h.clone();
      float[] y = new float[users * lstm.outputSize()];
      float[] expectedH = h.clone();
      float[] expectedC = h.clone();
      float[] expectedY = y.clone();
      for (int step = 0; step < 30; step++) {
        float[] x = new float[users * lstm.inputSize()];
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) random.nextGaussian();
        }
        lstm.step(users, x, h, c, y);
        dl4j.step(users, x, expectedH, expectedC, expectedY);
        assertThat(h).containsExactly(expectedH, within(1e-5f));
        assertThat(c).containsExactly(expectedC, within(5e-5f));
        assertThat(y).containsExactly(expectedY, within(5e-5f));
      }
    }
  }

  private static LstmWeights withSkip(LstmWeights w, Random random) {
    float[] skip = new float[w.outputSize() * w.outputSize()];
    for (int i = 0; i < skip.length; i++) {
      skip[i] = (float) (0.2 * random.nextGaussian());
    }
    return new LstmWeights(
        w.inputSize(),
        w.hiddenSize(),
        w.outputSize(),
        w.input(),
        w.recurrent(),
        w.bias(),
        w.output(),
        w.outputBias(),
        skip);
  }
}
