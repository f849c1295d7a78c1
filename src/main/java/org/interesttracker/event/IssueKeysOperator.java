package org.interesttracker.event;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.seal.UserKeys;

/**
 * Sees to it that each user has a key before anything of the user is kept, and another one for what
 * comes after an order to erase. It stands right before the timeline, in its chain, so that both
 * see the same watermark and give an order the same place in event time.
 *
 * <p>Key: user id. State: none; the keys are in {@link UserKeys}. An order that comes again, after
 * a failure say, finds the key that it made.
 */
public final class IssueKeysOperator extends AbstractStreamOperator<UserMessage>
    implements OneInputStreamOperator<UserMessage, UserMessage> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;

  private transient SharedUserKeys keys;
  private transient long watermark;

  public IssueKeysOperator(SealSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    keys = new SharedUserKeys(settings);
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<UserMessage> record) {
    UserMessage message = record.getValue();
    UserKeys users = keys.keys();
    users.createFirst(message.userId());
    if (message.isErasure()) {
      users.create(message.userId(), Math.max(message.timestamp(), watermark + 1) + 1);
    }
    output.collect(record);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  @Override
  public void close() throws Exception {
    if (keys != null) {
      keys.close();
    }
    super.close();
  }
}
