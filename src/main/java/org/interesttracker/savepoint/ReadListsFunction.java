package org.interesttracker.savepoint;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.recommend.LastLists;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.recommend.UserWeights;

/**
 * Reads what the recommend operator keeps of each user, or of one. What is sealed by a user's key
 * is passed over.
 */
final class ReadListsFunction extends KeyedStateReaderFunction<String, SavedLists> {

  private static final long serialVersionUID = 1L;

  private final String only;
  private transient MapState<String, Object> met;
  private transient ValueState<Object> lists;
  private transient ValueState<Object> weights;

  /**
   * @param only the user to read; null for all
   */
  ReadListsFunction(String only) {
    this.only = only;
  }

  @Override
  public void open(OpenContext context) {
    met = getRuntimeContext().getMapState(RecommendOperator.metDescriptor(ReadUserFunction.NEVER));
    lists =
        getRuntimeContext().getState(RecommendOperator.lastListsDescriptor(ReadUserFunction.NEVER));
    weights =
        getRuntimeContext()
            .getState(RecommendOperator.userWeightsDescriptor(ReadUserFunction.NEVER));
  }

  @Override
  public void readKey(String userId, Context context, Collector<SavedLists> out) throws Exception {
    if (only != null && !only.equals(userId)) {
      return;
    }
    Map<String, Long> items = new HashMap<>();
    for (Map.Entry<String, Object> item : met.entries()) {
      if (item.getValue() instanceof Long time) {
        items.put(item.getKey(), time);
      }
    }
    LastLists last = lists.value() instanceof LastLists held ? held : null;
    UserWeights own = weights.value() instanceof UserWeights held ? held : null;
    out.collect(new SavedLists(userId, items, last, own));
  }
}
