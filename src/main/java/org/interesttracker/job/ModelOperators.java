package org.interesttracker.job;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;

/**
 * The operators of the topology that hold a model. What is left of the job without them is the
 * engine: a measurement puts operators without models in their place to see what it takes alone.
 */
public interface ModelOperators {

  /** Gives events the vectors of their texts. */
  OneInputStreamOperator<Event, Event> embedEvents();

  /** Moves users' interest forward; its side outputs are those of the operator of this job. */
  TwoInputStreamOperator<UserWindow, Broadcast, InterestUpdate> trackInterest();

  /** Counts which items go together. */
  KeyedProcessFunction<String, CountDelta, CountRow> learnSimilarity();

  /** Makes lists; its side outputs are those of the operator of this job. */
  TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> recommend();
}
