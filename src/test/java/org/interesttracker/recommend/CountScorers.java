package org.interesttracker.recommend;

import java.util.ArrayList;
import java.util.List;
import org.interesttracker.similarity.Channels;
import org.interesttracker.similarity.SimilarityTable;

/** The models that rest on the item counts. */
final class CountScorers {

  private CountScorers() {}

  /** One for each channel, then the popularities that the channels tell. */
  static List<Scorer> of(SimilarityTable similarity) {
    Channels channels = similarity.channels();
    List<Scorer> scorers = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      scorers.add(new ItemCf(similarity, c));
    }
    if (channels.longest() >= 0) {
      scorers.add(Popularity.overall(similarity, () -> false));
    }
    if (channels.shortest() >= 0) {
      scorers.add(Popularity.recent(similarity, () -> false));
    }
    return scorers;
  }
}
