package org.interesttracker.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.bundle.BundleOperator;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.event.Event;
import org.interesttracker.event.UserMessage;
import org.interesttracker.interest.HistoryEvent;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestState;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserLinks;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.similarity.CountDeltas;

/**
 * Reads and writes what {@code track-interest} does of each user, as bytes that say nothing, and
 * sends updates that are all alike. What events add to the item counts is that of the job, linked
 * on the heap, because those who count must get the same.
 */
final class TouchUsersOperator extends BundleOperator<InterestUpdate>
    implements TwoInputStreamOperator<UserWindow, Broadcast, InterestUpdate> {

  private static final long serialVersionUID = 1L;

  private final InterestSettings settings;
  private final Duration ttl;
  private final int stateBytes;
  private final Sample<InterestUpdate> sample;

  private transient ValueState<byte[]> users;
  private transient ListState<Object> counted;
  private transient byte[] bytes;
  private transient List<UserWindow> bundle;
  private transient Map<String, UserLinks> links;
  private transient InterestUpdate like;

  /**
   * @param stateBytes how much is kept of a user
   * @param sample what updates are like
   */
  TouchUsersOperator(
      InterestSettings settings,
      BundleSettings bundles,
      Duration ttl,
      int stateBytes,
      Sample<InterestUpdate> sample) {
    super(bundles);
    this.settings = settings;
    this.ttl = ttl;
    this.stateBytes = stateBytes;
    this.sample = sample;
  }

  @Override
  public void open() throws Exception {
    super.open();
    like = sample.value();
    processWatermarkStatus2(WatermarkStatus.IDLE);
    var descriptor =
        new ValueStateDescriptor<>("user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    users = getRuntimeContext().getState(descriptor);
    counted = getRuntimeContext().getListState(InterestState.countedDescriptor(ttl));
    bytes = new byte[stateBytes];
    bundle = new ArrayList<>();
    links = new HashMap<>();
  }

  @Override
  public void processElement1(StreamRecord<UserWindow> record) throws Exception {
    bundle.add(record.getValue());
    gathered(1 + record.getValue().messages().size());
  }

  @Override
  public void processElement2(StreamRecord<Broadcast> record) {}

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void flushBundle() throws Exception {
    CountDeltas deltas = new CountDeltas(settings.similarity().channels());
    Map<String, List<UserWindow>> byUser = new LinkedHashMap<>();
    for (UserWindow window : bundle) {
      byUser.computeIfAbsent(window.userId(), user -> new ArrayList<>()).add(window);
    }
    bundle.clear();
    for (Map.Entry<String, List<UserWindow>> user : byUser.entrySet()) {
      setCurrentKey(user.getKey());
      touch();
      counted.addAll(history(user.getValue(), deltas));
      user.getValue().forEach(this::emit);
    }
    deltas.drain(delta -> output.collect(TrackInterestOperator.COUNTS, new StreamRecord<>(delta)));
  }

  private void touch() throws Exception {
    byte[] held = users.value();
    bytes[0] = held == null ? 0 : (byte) (held[0] + 1);
    users.update(bytes);
  }

  private List<Object> history(List<UserWindow> windows, CountDeltas deltas) {
    List<Object> history = new ArrayList<>();
    for (UserWindow window : windows) {
      UserLinks user = links.computeIfAbsent(window.userId(), unknown -> new UserLinks(settings));
      for (UserMessage message : window.messages()) {
        Event event = message.event();
        user.take(event, deltas::add);
        history.add(
            new HistoryEvent(false, true, event.itemId(), event.type(), 1, event.timestamp(), 0));
      }
    }
    return history;
  }

  private void emit(UserWindow window) {
    Set<String> items = new LinkedHashSet<>();
    long latest = 0;
    for (UserMessage message : window.messages()) {
      latest = message.timestamp();
      if (message.event().itemId() != null) {
        items.add(message.event().itemId());
      }
    }
    InterestUpdate update =
        new InterestUpdate(
            window.userId(),
            window.start(),
            window.end(),
            window.messages().size(),
            like.topics(),
            like.vector(),
            like.interestDrift(),
            like.textDrift(),
            like.recentItems(),
            List.copyOf(items),
            like.modelVersion(),
            latest,
            false);
    output.collect(new StreamRecord<>(update, window.end() - 1));
  }
}
