package org.interesttracker.bench;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.job.ModelOperators;
import org.interesttracker.job.PipelineSettings;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;

/** Operators without models: as many records of the same size, the same state read and written. */
final class Engine implements ModelOperators {

  private final PipelineSettings settings;
  private final JobSamples like;

  Engine(PipelineSettings settings, JobSamples like) {
    this.settings = settings;
    this.like = like;
  }

  @Override
  public OneInputStreamOperator<Event, Event> embedEvents() {
    return new PassTextsOperator(like.update());
  }

  @Override
  public TwoInputStreamOperator<UserWindow, Broadcast, InterestUpdate> trackInterest() {
    return new TouchUsersOperator(
        settings.interest(),
        settings.interestBundles(),
        settings.timeToLive(),
        1_100,
        like.update());
  }

  @Override
  public KeyedProcessFunction<String, CountDelta, CountRow> learnSimilarity() {
    return new TouchPairsFunction(settings.similarity(), settings.timeToLive());
  }

  @Override
  public TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> recommend() {
    return new TouchListsOperator(
        settings.recommend().models(),
        settings.recommend().topK(),
        settings.timeToLive(),
        4_000,
        like.list());
  }
}
