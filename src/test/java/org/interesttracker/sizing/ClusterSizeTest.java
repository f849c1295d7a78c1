package org.interesttracker.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterSizeTest {

  private static final Costs COSTS =
      new Costs(1_000, 10_000, 50_000, 5_000, 2_000, 8_000, 9_000, 50);

  private static ClusterSize size(long users, long items, double events) {
    return new ClusterSize(new Workload(users, items, events, 3, Duration.ofSeconds(60)), COSTS);
  }

  @Test
  void coresFollowTheRateWithRoomToCatchUp() {
    assertThat(size(1, 1, 570).cores()).isEqualTo(1);
    assertThat(size(1, 1, 571).cores()).isEqualTo(2);
    assertThat(size(1, 1, 570_000).cores()).isEqualTo(1_000);
    assertThat(size(1, 1, 570_000).taskManagers()).isEqualTo(125);
  }

  @Test
  void stateFollowsUsersAndItems() {
    assertThat(size(1_000_000, 100_000, 100).state()).isEqualTo(1e10 + 5e9);
  }

  @Test
  void everySlotHoldsEveryRow() {
    double more = size(1_000, 2_000_000, 100).memory() - size(1_000, 1_000_000, 100).memory();
    double ofItsState = ClusterSize.CACHED * 50_000;
    assertThat(more / 1e6).isCloseTo(5_000 + ClusterSize.SLOTS * 9_000 + ofItsState, within(1e-3));
  }

  @Test
  void rowsTakeTheirShareOfASlotHoweverManyItemsThereAre() {
    for (long items : new long[] {1_000, 1_000_000}) {
      ClusterSize size = size(1, items, 1_000);
      double rowsPerSecond = items / size.emitSeconds();
      assertThat(rowsPerSecond * COSTS.rowMicros() / 1e6).isCloseTo(ClusterSize.ROWS, within(1e-9));
    }
  }

  @Test
  void aCheckpointGrowsWithWhatChangedUpToAllThereIs() {
    ClusterSize few = size(1_000_000_000, 1, 300);
    double updates = 100 * 60;
    assertThat(few.load().usersTouched()).isCloseTo(updates, within(1.0));
    assertThat(few.checkpoint())
        .isCloseTo(
            ClusterSize.REWRITTEN * (few.load().usersTouched() * 10_000 + 50_000), within(1e3));

    ClusterSize all = size(1_000, 10, 1_000_000);
    assertThat(all.load().usersTouched()).isCloseTo(1_000, within(1e-6));
    assertThat(all.checkpoint()).isEqualTo(ClusterSize.ON_DISK * all.state());
  }
}
