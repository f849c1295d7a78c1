package org.interesttracker.broadcast;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.interesttracker.model.SharedItems;

/**
 * Lends the {@link SharedItems} of a job to its subtasks in this JVM: made for the first of them,
 * closed after the last, so that nothing of a job outlives it.
 */
final class JobItems {

  private static final Map<JobID, JobItems> JOBS = new HashMap<>();

  private final SharedItems items = new SharedItems();
  private int borrowers;

  private JobItems() {}

  /** To be given back by {@link #giveBack}. */
  static synchronized SharedItems borrow(JobID job) {
    JobItems held = JOBS.computeIfAbsent(job, id -> new JobItems());
    held.borrowers++;
    return held.items;
  }

  static synchronized void giveBack(JobID job) {
    JobItems held = JOBS.get(job);
    held.borrowers--;
    if (held.borrowers == 0) {
      JOBS.remove(job);
      held.items.close();
    }
  }

  /** For how many jobs something is held. */
  static synchronized int jobs() {
    return JOBS.size();
  }
}
