package org.interesttracker.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What may befall the job, and what it must come back from. */
enum Failure {
  TASK_MANAGER_KILLED(4, "TaskManager killed, another started", ChaosCluster::replaceTaskManager),
  JOB_MANAGER_KILLED(2, "JobManager killed, another started", ChaosCluster::replaceJobManager),
  ALL_KILLED(1, "JobManager and all TaskManagers killed", ChaosCluster::replaceAll),
  BROKER_KILLED(4, "broker killed, started on its files", ChaosCluster::replaceBroker),
  TASK_THROWS(4, "a task throws", ChaosCluster::failTask),
  NETWORK_CUT(1, "no byte passes between job and broker for 35 s", ChaosCluster::cutWire),
  TASK_MANAGER_FROZEN(
      1,
      "TaskManager stopped until it is given up, then continued",
      ChaosCluster::freezeTaskManager),
  BROKER_FROZEN(
      1,
      "broker stopped beyond the timeout of transactions, then continued",
      ChaosCluster::freezeBroker),
  DISK_FULL(1, "disk of checkpoints full until the job fails", ChaosCluster::fillDisk),
  MODEL_GONE(
      1,
      "model gone while a TaskManager is replaced, job started from its last checkpoint",
      ChaosCluster::takeModelAway);

  /** How often it is in each round: more often, the sooner it is over. */
  private final int share;

  private final String title;
  private final Injection injection;

  /** Makes it happen, and returns when its cause is over. */
  @FunctionalInterface
  interface Injection {
    void into(ChaosCluster cluster) throws Exception;
  }

  Failure(int share, String title, Injection injection) {
    this.share = share;
    this.title = title;
    this.injection = injection;
  }

  String title() {
    return title;
  }

  void happen(ChaosCluster cluster) throws Exception {
    injection.into(cluster);
  }

  /**
   * All that this machine lets happen, in rounds, each in another order.
   *
   * @param count how many failures
   */
  static List<Failure> drawn(ChaosCluster cluster, long seed, int count) {
    List<Failure> possible = new ArrayList<>();
    for (Failure failure : values()) {
      if (failure.isPossible(cluster)) {
        possible.addAll(Collections.nCopies(failure.share, failure));
      }
    }
    Random random = new Random(seed);
    List<Failure> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      Collections.shuffle(possible, random);
      drawn.addAll(possible);
    }
    return drawn.subList(0, count);
  }

  /** Whether this machine lets it happen. */
  private boolean isPossible(ChaosCluster cluster) {
    return this != DISK_FULL || cluster.hasSmallDisk();
  }

  /** Whether the job must have been restored afterwards; others may pass without. */
  boolean restores() {
    return switch (this) {
      case BROKER_KILLED, BROKER_FROZEN, NETWORK_CUT -> false;
      default -> true;
    };
  }

  /**
   * Whether restores are counted from zero afterwards: another JobManager leads, or it is another
   * job.
   */
  boolean countsAnew() {
    return this == JOB_MANAGER_KILLED || this == ALL_KILLED || this == MODEL_GONE;
  }
}
