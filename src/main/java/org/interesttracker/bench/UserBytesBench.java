package org.interesttracker.bench;

/**
 * What a user takes in the files of RocksDB, compressed as it is by default: the state of one with
 * 24 events, 20 of them in the tail, and what is kept of each event that was counted.
 */
record UserBytesBench() implements Benchmark {

  private static final long USERS = 50_000;
  private static final double MOST_BYTES = 1_500;

  @Override
  public String name() {
    return "state.per_user";
  }

  @Override
  public String description() {
    return "bytes of a user in RocksDB, with the LSTM's state, profile and a tail of 20 events";
  }

  @Override
  public void measure(Figures figures) throws Exception {
    double plain = new FilledState(USERS, false).bytes();
    double whole = new FilledState(USERS, true).bytes();
    figures.add(name(), plain / USERS, "bytes", Target.atMost(MOST_BYTES));
    figures.add(name() + ".counted_event", (whole - plain) / USERS / SampleUsers.EVENTS, "bytes");
    figures.add(name() + ".with_counted_events", whole / USERS, "bytes");
  }
}
