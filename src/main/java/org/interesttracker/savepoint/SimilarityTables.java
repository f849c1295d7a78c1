package org.interesttracker.savepoint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.interesttracker.broadcast.SharedState;
import org.interesttracker.cli.UsageException;
import org.interesttracker.job.OperatorIds;
import org.interesttracker.model.ItemNumbers;
import org.interesttracker.savepoint.Database.Rows;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.SimilarityTable;

/** The item-item matrix, as the recommender reads it: what was counted and what was loaded. */
final class SimilarityTables implements TableSource {

  private final SnapshotReader reader;
  private final Channels channels;

  /**
   * @param channels that the job counted
   */
  SimilarityTables(SnapshotReader reader, Channels channels) {
    this.reader = reader;
    this.channels = channels;
  }

  @Override
  public Set<String> tables() {
    return Set.of("item_totals", "neighbours");
  }

  @Override
  public void fill(Database database, Set<String> wanted, String user) throws Exception {
    ItemNumbers numbers = new ItemNumbers();
    SimilarityTable table = new SimilarityTable(channels, numbers);
    Set<String> counted = new LinkedHashSet<>();
    List<String> strange = new ArrayList<>();
    reader.broadcast(
        OperatorIds.RECOMMEND,
        SharedState.COUNTS,
        row -> {
          table.put(row);
          (table.fits(row) ? counted : strange).add(row.itemId());
        });
    if (!strange.isEmpty()) {
      throw new UsageException(
          "The item counts are of other channels than similarity.channels says; --config gives the"
              + " job's options");
    }
    Set<String> known = new LinkedHashSet<>(counted);
    reader.broadcast(
        OperatorIds.RECOMMEND,
        SharedState.ROWS,
        row -> {
          table.put(row);
          known.add(row.itemId());
        });
    try (Rows totals = database.rows("item_totals");
        Rows neighbours = database.rows("neighbours")) {
      for (int c = 0; c < channels.size(); c++) {
        String channel = channels.get(c).name();
        for (String item : counted) {
          totals.add(item, channel, table.total(c, numbers.number(item)));
        }
        for (String item : known) {
          for (Neighbour neighbour : neighbours(table, c, numbers, item)) {
            neighbours.add(item, neighbour.itemId, channel, neighbour.similarity);
          }
        }
      }
    }
  }

  private static List<Neighbour> neighbours(
      SimilarityTable table, int channel, ItemNumbers numbers, String item) {
    List<Neighbour> neighbours = new ArrayList<>();
    Long latest = table.countsTime();
    table.neighbours(
        channel,
        numbers.number(item),
        latest == null ? Long.MIN_VALUE : latest,
        (other, similarity) -> neighbours.add(new Neighbour(numbers.id(other), similarity)));
    return neighbours;
  }

  private record Neighbour(String itemId, double similarity) {}
}
