package org.interesttracker.bench;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.UserLinks;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountDeltas;

/**
 * What the interest operator does for the item counts, and nothing else: links users' events and
 * merges what a bundle of them adds. Users are on the heap; their state is not what is measured.
 */
final class LinkEventsOperator extends BundleOperator<CountDelta>
    implements OneInputStreamOperator<Event, CountDelta> {

  private static final long serialVersionUID = 1L;

  private final InterestSettings settings;
  private final SimilarityLoad load;

  private transient Map<String, UserLinks> users;
  private transient CountDeltas deltas;

  LinkEventsOperator(InterestSettings settings, BundleSettings bundles, SimilarityLoad load) {
    super(bundles);
    this.settings = settings;
    this.load = load;
  }

  @Override
  public void open() throws Exception {
    super.open();
    users = new HashMap<>();
    deltas = new CountDeltas(settings.similarity().channels());
  }

  @Override
  public void processElement(StreamRecord<Event> record) throws Exception {
    Event event = record.getValue();
    load.begin();
    users.computeIfAbsent(event.userId(), user -> new UserLinks(settings)).take(event, deltas::add);
    gathered(1);
  }

  @Override
  protected void flushBundle() {
    deltas.drain(
        delta -> {
          load.sent(delta);
          output.collect(new StreamRecord<>(delta));
        });
  }
}
