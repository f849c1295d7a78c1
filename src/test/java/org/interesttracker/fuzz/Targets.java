package org.interesttracker.fuzz;

import java.util.Map;
import java.util.TreeMap;
import org.interesttracker.dataset.DatasetTargets;
import org.interesttracker.event.EventTargets;
import org.interesttracker.job.JobTargets;
import org.interesttracker.model.ModelTargets;
import org.interesttracker.savepoint.SavepointTargets;
import org.interesttracker.text.TextTargets;
import org.interesttracker.training.TrainingTargets;

/** All that bytes from outside come to. */
final class Targets {

  private Targets() {}

  static Map<String, Target> all() throws Exception {
    Map<String, Target> all = new TreeMap<>();
    all.putAll(EventTargets.all());
    all.putAll(DatasetTargets.all());
    all.putAll(JobTargets.all());
    all.putAll(ModelTargets.all());
    all.putAll(SavepointTargets.all());
    all.putAll(TextTargets.all());
    all.putAll(TrainingTargets.all());
    return all;
  }
}
