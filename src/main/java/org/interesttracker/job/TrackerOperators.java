package org.interesttracker.job;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.interesttracker.broadcast.Broadcast;
import org.interesttracker.event.Event;
import org.interesttracker.interest.InterestUpdate;
import org.interesttracker.interest.TrackInterestOperator;
import org.interesttracker.interest.UserWindow;
import org.interesttracker.recommend.RecommendOperator;
import org.interesttracker.recommend.Recommendation;
import org.interesttracker.similarity.CountDelta;
import org.interesttracker.similarity.CountRow;
import org.interesttracker.similarity.LearnSimilarityFunction;
import org.interesttracker.text.EmbedTextsOperator;

/** Those of the job, as the options say. */
public final class TrackerOperators implements ModelOperators {

  private final PipelineSettings settings;

  public TrackerOperators(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public OneInputStreamOperator<Event, Event> embedEvents() {
    return new EmbedTextsOperator<>(
        settings.eventText(), settings.vectorizer(), settings.textBundles());
  }

  @Override
  public TwoInputStreamOperator<UserWindow, Broadcast, InterestUpdate> trackInterest() {
    return new TrackInterestOperator(
        settings.interest(),
        settings.interestBundles(),
        settings.interestBatch(),
        settings.vectorizer().modelLocation(),
        settings.timeToLive(),
        settings.seals(),
        settings.release().isOn());
  }

  @Override
  public KeyedProcessFunction<String, CountDelta, CountRow> learnSimilarity() {
    return new LearnSimilarityFunction(settings.similarity(), settings.timeToLive());
  }

  @Override
  public TwoInputStreamOperator<InterestUpdate, Broadcast, Recommendation> recommend() {
    return new RecommendOperator(
        settings.recommend(),
        settings.recommendBundles(),
        settings.vectorizer().modelLocation(),
        settings.similarity().channels(),
        settings.timeToLive(),
        settings.seals());
  }
}
