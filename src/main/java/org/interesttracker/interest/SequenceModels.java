package org.interesttracker.interest;

import java.io.Serializable;
import org.interesttracker.model.InterestModel;

/** Makes what runs the sequence model of a model. */
@FunctionalInterface
public interface SequenceModels extends Serializable {

  /** One for the thread that asks. */
  SequenceModel of(InterestModel model);
}
