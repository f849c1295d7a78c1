package org.interesttracker.demo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.interesttracker.event.ControlMessage;
import org.interesttracker.event.ControlType;
import org.interesttracker.interest.InterestProfile;
import org.interesttracker.recommend.Recommendation;

/**
 * What became of a user who had a topic forgotten, and then asked what is known.
 *
 * @param order to forget
 * @param before the last update before the order
 * @param after the first update from the order on
 * @param listBefore the last list before the order
 * @param listAfter the first list from the order on
 * @param answer to the question what is known
 */
record ForgottenTopic(
    ControlMessage order,
    ChangeReport.Topics before,
    ChangeReport.Topics after,
    Recommendation listBefore,
    Recommendation listAfter,
    InterestProfile answer) {

  /**
   * @param orders file of control messages, one of them to forget a topic
   */
  static ForgottenTopic of(Path orders, List<ChangeReport.Topics> updates, OutputRecords outputs) {
    ControlMessage order =
        OutputRecords.lines(orders)
            .map(line -> OutputRecords.parse(line, ControlMessage.class))
            .filter(message -> message.type() == ControlType.FORGET_TOPIC)
            .findFirst()
            .orElseThrow();
    String user = '"' + order.userId() + '"';
    List<ChangeReport.Topics> own =
        updates.stream().filter(update -> update.userId().equals(order.userId())).toList();
    List<Recommendation> lists =
        outputs.of("recommendations", Recommendation.class, line -> line.contains(user)).toList();
    long time = order.timestamp();
    return new ForgottenTopic(
        order,
        lastBefore(time, own, ChangeReport.Topics::timestamp),
        firstSince(time, own, ChangeReport.Topics::timestamp),
        lastBefore(time, lists, Recommendation::timestamp),
        firstSince(time, lists, Recommendation::timestamp),
        outputs
            .of("profiles", InterestProfile.class, line -> line.contains(user))
            .findFirst()
            .orElseThrow());
  }

  private static <T> T lastBefore(long time, List<T> records, ToLongFunction<T> timeOf) {
    return records.stream()
        .filter(record -> timeOf.applyAsLong(record) < time)
        .max(Comparator.comparingLong(timeOf))
        .orElseThrow();
  }

  private static <T> T firstSince(long time, List<T> records, ToLongFunction<T> timeOf) {
    return records.stream()
        .filter(record -> timeOf.applyAsLong(record) >= time)
        .min(Comparator.comparingLong(timeOf))
        .orElseThrow();
  }
}
