package org.interesttracker.job;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.recommend.Recommendation;

/** What the pipeline reads or gives, with one stream exchanged: for tests that look or meddle. */
final class Exchanged {

  private Exchanged() {}

  static InterestPipeline.Inputs events(InterestPipeline.Inputs in, DataStream<Event> events) {
    return new InterestPipeline.Inputs(
        events, in.catalog(), in.control(), in.similarity(), in.seed(), in.deadLetters());
  }

  static InterestPipeline.Outputs interests(
      InterestPipeline.Outputs out, DataStream<InterestUpdate> interests) {
    return of(out, interests, out.recommendations());
  }

  static InterestPipeline.Outputs recommendations(
      InterestPipeline.Outputs out, DataStream<Recommendation> lists) {
    return of(out, out.interests(), lists);
  }

  private static InterestPipeline.Outputs of(
      InterestPipeline.Outputs out,
      DataStream<InterestUpdate> interests,
      DataStream<Recommendation> lists) {
    return new InterestPipeline.Outputs(
        interests,
        lists,
        out.profiles(),
        out.decisions(),
        out.deadLetters(),
        out.lateEvents(),
        out.refused(),
        out.receipts(),
        out.metrics(),
        out.released());
  }
}
