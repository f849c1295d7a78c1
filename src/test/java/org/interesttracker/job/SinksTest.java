package org.interesttracker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class SinksTest {

  private static final String LINGER = "linger.ms";

  private final Configuration config = new Configuration();

  private Properties producer(DeliveryGuarantee guarantee, String id) {
    config.set(TrackerOptions.DELIVERY, guarantee);
    return Sinks.producer(config, id);
  }

  @Test
  void whatNobodyReadsBeforeACheckpointWaitsForOthers() {
    for (String id : new String[] {OperatorIds.WRITE_RECOMMENDATIONS, OperatorIds.WRITE_METRICS}) {
      assertThat(producer(DeliveryGuarantee.EXACTLY_ONCE, id))
          .containsEntry(LINGER, "100")
          .containsKey("transaction.timeout.ms");
    }
  }

  @Test
  void whatIsServedDoesNotWait() {
    DeliveryGuarantee guarantee = DeliveryGuarantee.AT_LEAST_ONCE;
    assertThat(producer(guarantee, OperatorIds.WRITE_RECOMMENDATIONS)).doesNotContainKey(LINGER);
    assertThat(producer(guarantee, OperatorIds.WRITE_PROFILES)).doesNotContainKey(LINGER);
    assertThat(producer(guarantee, OperatorIds.WRITE_INTERESTS))
        .containsEntry(LINGER, "100")
        .doesNotContainKey("transaction.timeout.ms");
  }

  @Test
  void aSlowBrokerIsWaitedForAsLongAsATransactionLasts() {
    String id = OperatorIds.WRITE_INTERESTS;
    assertThat(producer(DeliveryGuarantee.EXACTLY_ONCE, id))
        .containsEntry("buffer.memory", "1048576")
        .containsEntry("delivery.timeout.ms", "900000")
        .containsEntry("max.block.ms", "900000");
    config.set(TrackerOptions.TRANSACTION_TIMEOUT, Duration.ofSeconds(10));
    assertThat(producer(DeliveryGuarantee.EXACTLY_ONCE, id))
        .containsEntry("delivery.timeout.ms", "120000");
    assertThat(producer(DeliveryGuarantee.AT_LEAST_ONCE, id))
        .containsEntry("buffer.memory", "1048576")
        .doesNotContainKey("delivery.timeout.ms");
  }

  @Test
  void theJobsOwnPropertiesGoBefore() {
    config.set(
        TrackerOptions.KAFKA_PROPERTIES, Map.of(LINGER, "7", "batch.size", "1000", "acks", "all"));
    assertThat(producer(DeliveryGuarantee.EXACTLY_ONCE, OperatorIds.WRITE_METRICS))
        .containsEntry(LINGER, "7")
        .containsEntry("batch.size", "1000")
        .containsEntry("acks", "all");
  }
}
