package org.interesttracker.bench;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.interesttracker.bundle.BundleSettings;
import org.interesttracker.interest.InterestSettings;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.Lstm;
import org.interesttracker.interest.SequenceModels;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.job.BroadcastConnection;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.seal.SealSettings;

/**
 * The interest operator with its RocksDB state and the shipped model, as the job has it by its
 * defaults but for what is given.
 *
 * @param bundle how many windows and messages are worked on together at the most
 * @param models what runs the sequence model
 */
record InterestOperator(int bundle, SealSettings seals, SequenceModels models) {

  static final int BUNDLE = 2_048;

  static final Duration TTL = Duration.ofDays(90);

  private static final int BUNDLE_MILLIS = 50;
  private static final int BATCH = 1_024;

  /** As the job has it. */
  InterestOperator() {
    this(BUNDLE, SealSettings.OFF, Lstm::new);
  }

  static BundleSettings bundles(int size) {
    return new BundleSettings(size, BUNDLE_MILLIS);
  }

  static InterestSettings settings() {
    return new PipelineSettings(new Configuration()).interest();
  }

  /** What it makes of windows. */
  DataStream<InterestUpdate> on(
      DataStream<UserWindow> windows, StreamExecutionEnvironment environment) {
    return BroadcastConnection.connect(
        OperatorIds.TRACK_INTEREST,
        windows,
        UserWindow::userId,
        UserWindows.catalog(environment),
        new TrackInterestOperator(
            settings(), bundles(bundle), BATCH, "", TTL, seals, false, models),
        TypeInformation.of(InterestUpdate.class));
  }
}
