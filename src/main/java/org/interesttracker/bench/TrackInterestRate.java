package org.interesttracker.bench;

/**
 * The interest operator in events a second, on one slot.
 *
 * @param windows how many it takes; each user's state is new with the first of the user's
 */
record TrackInterestRate(InterestOperator operator, int windows) implements Rate {

  static final long USERS = 2_000;

  @Override
  public double perSecond() throws Exception {
    return UserWindows.EVENTS
        * TimedJob.perSecond(
            environment ->
                operator.on(WindowsInMemory.stream(environment, windows, USERS), environment));
  }
}
