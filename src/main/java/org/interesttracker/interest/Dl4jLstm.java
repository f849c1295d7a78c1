package org.interesttracker.interest;

import org.interesttracker.model.LstmWeights;

abstract class Dl4jLstm implements SequenceModel {
  static Dl4jLstm x;

  Dl4jLstm(String v, LstmWeights w) {}
}
