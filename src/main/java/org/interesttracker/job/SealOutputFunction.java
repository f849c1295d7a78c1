package org.interesttracker.job;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.interesttracker.metrics.TrackerMetric;
import org.interesttracker.metrics.TrackerMetrics;
import org.interesttracker.seal.SealSettings;
import org.interesttracker.seal.Sealer;
import org.interesttracker.seal.SharedUserKeys;
import org.interesttracker.seal.UserKey;

/**
 * Seals records for an output by the keys of their users. One for whose time the key was destroyed
 * goes no further; the metric {@code shreddedValues} counts it.
 *
 * @param <T> the record
 */
final class SealOutputFunction<T> extends RichFlatMapFunction<T, SealedOutput> {

  private static final long serialVersionUID = 1L;

  private final SealSettings settings;
  private final KeyedJson<T> json;
  private final UserOutput<T> users;

  private transient SharedUserKeys keys;
  private transient Sealer sealer;
  private transient Runnable shredded;

  SealOutputFunction(SealSettings settings, KeyedJson<T> json, UserOutput<T> users) {
    this.settings = settings;
    this.json = json;
    this.users = users;
  }

  @Override
  public void open(OpenContext context) {
    keys = new SharedUserKeys(settings);
    shredded =
        TrackerMetrics.of(getRuntimeContext().getMetricGroup())
                .counter(TrackerMetric.SHREDDED_VALUES)
            ::inc;
    sealer = keys.sealer(shredded);
  }

  @Override
  public void flatMap(T record, Collector<SealedOutput> out) {
    String userId = json.key(record);
    if (users.open().test(record)) {
      sealer.forget(userId);
      out.collect(SealedOutput.open(userId, json.serialize(record), json.removes(record)));
      return;
    }
    UserKey key = sealer.keyAt(userId, users.time().applyAsLong(record));
    if (key.isDestroyed()) {
      shredded.run();
    } else {
      out.collect(SealedOutput.sealed(userId, sealer.jwe(key, userId, json.serialize(record))));
    }
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }
}
