package org.interesttracker.dataset;

import java.util.Random;

/** When a user is there: sessions spread over the user's active time, and the pauses in them. */
final class SessionClock {

  private static final double MEAN_LENGTH = 6;

  /** Longer than any pause within a session, so that a gap of 30 minutes splits them again. */
  private static final long BETWEEN = 31 * 60_000L;

  private static final double MEAN_PAUSE_SECONDS = 25;
  private static final double LONGEST_PAUSE_SECONDS = 1_500;

  private final DayRhythm rhythm;
  private final long begin;
  private final long end;
  private final int longest;
  private long evenTime;
  private long time;
  private int sessions;
  private int left;

  SessionClock(DayRhythm rhythm, GeneratorSettings settings, int events, Random random) {
    this.rhythm = rhythm;
    long length = settings.endMillis() - settings.startMillis();
    begin = settings.startMillis();
    evenTime = begin + (long) (length * 0.2 * random.nextDouble());
    end = settings.endMillis() - (long) (length * 0.1 * random.nextDouble());
    longest = events / 6;
  }

  long time() {
    return time;
  }

  int session() {
    return sessions;
  }

  boolean sessionIsOver() {
    return left == 0;
  }

  /**
   * The starts are the order statistics of even draws over the active time, drawn one by one: the
   * next is the smallest of those that remain.
   */
  void startSession(int remainingEvents, Random random) {
    double sessionsLeft = Math.max(1, remainingEvents / MEAN_LENGTH);
    double part = 1 - StrictMath.pow(1 - random.nextDouble(), 1 / sessionsLeft);
    evenTime += (long) ((end - evenTime) * part);
    time = wholeSeconds(Math.max(rhythm.bend(evenTime), sessions == 0 ? begin : time + BETWEEN));
    sessions++;
    left = Math.min(longest, 1 + (int) exponential(MEAN_LENGTH - 0.5, random));
  }

  /**
   * Ends one event and moves on to the next.
   *
   * @param seconds how long the event itself took
   */
  void pass(double seconds, Random random) {
    double pause = 2 + exponential(MEAN_PAUSE_SECONDS, random) + seconds;
    time += wholeSeconds((long) (1000 * Math.min(pause, LONGEST_PAUSE_SECONDS)));
    left--;
  }

  private static double exponential(double mean, Random random) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  private static long wholeSeconds(long millis) {
    return Math.floorDiv(millis, 1000L) * 1000L;
  }
}
