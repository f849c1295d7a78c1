package org.interesttracker.interest;

import org.interesttracker.model.LstmWeights;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jLstmTest extends LstmContract {

  @Override
  SequenceModel lstm(LstmWeights weights) {
    return new Dl4jLstm("v1", weights);
  }

  @Override
  long nativeBytes() {
    return Nd4j.getMemoryManager().allocatedMemory(0);
  }
}
