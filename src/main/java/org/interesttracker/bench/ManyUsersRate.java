package org.interesttracker.bench;

/**
 * The interest operator in events a second, on one slot, where it knows many users already. Windows
 * are of all of them in turn, in an order that the state backend does not have.
 *
 * @param windows how many it takes
 */
record ManyUsersRate(FilledState state, int windows) implements Rate {

  @Override
  public double perSecond() throws Exception {
    long users = state.users();
    return UserWindows.EVENTS
        * TimedJob.perSecond(
            state.config(),
            environment ->
                new InterestOperator()
                    .on(WindowsInMemory.stream(environment, windows, users), environment));
  }
}
