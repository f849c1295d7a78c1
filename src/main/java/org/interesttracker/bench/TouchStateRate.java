package org.interesttracker.bench;

import org.apache.flink.api.common.typeinfo.Types;

/**
 * An operator that does nothing but read and write RocksDB as the interest operator does, in events
 * a second, on one slot and on the same windows.
 *
 * @param windows how many it takes
 */
record TouchStateRate(int windows) implements Rate {

  @Override
  public double perSecond() throws Exception {
    SampleUsers users = SampleUsers.make(1);
    byte[] user = users.stateBytes(0);
    byte[] event = users.eventBytes(0);
    return UserWindows.EVENTS
        * TimedJob.perSecond(
            environment ->
                WindowsInMemory.stream(environment, windows, TrackInterestRate.USERS)
                    .transform(
                        "touch-state",
                        Types.LONG,
                        new TouchStateOperator(
                            InterestOperator.bundles(InterestOperator.BUNDLE), user, event)));
  }
}
