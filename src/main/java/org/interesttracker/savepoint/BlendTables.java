package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.recommend.Blend;
import org.interesttracker.recommend.BlendState;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.savepoint.Database.Rows;

/** What the blend has learned, the mean over subtasks as a restore takes it. */
final class BlendTables implements TableSource {

  private final SnapshotReader reader;

  BlendTables(SnapshotReader reader) {
    this.reader = reader;
  }

  @Override
  public Set<String> tables() {
    return Set.of("blend");
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    List<BlendState> learned = new ArrayList<>();
    reader.union(OperatorIds.RECOMMEND, RecommendOperator.blendDescriptor(), learned::add);
    if (learned.isEmpty()) {
      return;
    }
    BlendState blend = BlendState.merge(learned);
    List<String> groups = Blend.groups();
    try (Rows rows = database.rows("blend")) {
      for (int group = 0; group < groups.size(); group++) {
        for (int model = 0; model < blend.models().length; model++) {
          rows.add(
              blend.models()[model],
              groups.get(group),
              blend.weight(model, group),
              blend.evidence()[group + 1]);
        }
      }
    }
  }
}
