package org.interesttracker.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.interesttracker.event.Event;
import org.interesttracker.interest.LinkHistoryOperator;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.SumCountsFunction;

/**
 * The item counts of a history: what {@link InterestPipeline} counts event by event, from whole
 * timelines. For batch execution mode, which brings a user's events and an item's counts together
 * by sorting.
 *
 * <pre>
 * events ──► by user ──► link-history ──► by item ──► sum-counts ──► out
 * </pre>
 */
final class SimilarityPipeline {

  private final PipelineSettings settings;

  SimilarityPipeline(PipelineSettings settings) {
    this.settings = settings;
  }

  /**
   * @param events parsed, with their times
   * @return all that was counted of each item
   */
  DataStream<CountDelta> define(DataStream<Event> events) {
    return events
        .keyBy(Event::userId, Types.STRING)
        .transform(
            OperatorIds.LINK_HISTORY,
            TypeInformation.of(CountDelta.class),
            new LinkHistoryOperator(settings.interest(), settings.interestBundles()))
        .uid(OperatorIds.LINK_HISTORY)
        .keyBy(CountDelta::itemId, Types.STRING)
        .process(new SumCountsFunction(settings.similarity(), settings.timeToLive()))
        .uid(OperatorIds.SUM_COUNTS)
        .name(OperatorIds.SUM_COUNTS);
  }
}
