package org.interesttracker.bench;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.UserLinks;

/** The pairs of items that events link, one record each. Users are on the heap. */
final class LinkPairsFunction extends KeyedProcessFunction<String, Event, ItemPair> {

  private static final long serialVersionUID = 1L;

  private final InterestSettings settings;
  private final SimilarityLoad load;

  private transient Map<String, UserLinks> users;

  LinkPairsFunction(InterestSettings settings, SimilarityLoad load) {
    this.settings = settings;
    this.load = load;
  }

  @Override
  public void open(OpenContext context) {
    users = new HashMap<>();
  }

  @Override
  public void processElement(Event event, Context context, Collector<ItemPair> out) {
    load.begin();
    users
        .computeIfAbsent(event.userId(), user -> new UserLinks(settings))
        .take(
            event,
            counts ->
                counts.forEach(
                    delta -> {
                      for (String other : delta.others()) {
                        out.collect(new ItemPair(delta.itemId(), other));
                      }
                    }));
  }
}
