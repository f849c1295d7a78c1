package org.interesttracker.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayRhythmTest {

  private static final long MINUTE = 60_000L;
  private static final long DAY = 1_440 * MINUTE;

  @Test
  void keepsTheOrderAndTheLocalDay() {
    DayRhythm rhythm = new DayRhythm(8);
    long last = Long.MIN_VALUE;
    for (long time = 0; time < 3 * DAY; time += MINUTE) {
      long bent = rhythm.bend(time);
      assertThat(bent).isGreaterThan(last);
      assertThat(Math.floorDiv(bent + 480 * MINUTE, DAY))
          .isEqualTo(Math.floorDiv(time + 480 * MINUTE, DAY));
      last = bent;
    }
  }

  @Test
  void eveningsAreBusierThanNights() {
    DayRhythm rhythm = new DayRhythm(0);
    int[] hours = new int[24];
    for (long time = 0; time < DAY; time += MINUTE) {
      hours[(int) (rhythm.bend(time) / (60 * MINUTE))]++;
    }
    assertThat(hours[20]).isGreaterThan(10 * hours[3]);
  }
}
