package org.interesttracker.job;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What RocksDB is told wherever this project starts it: in flink-conf/ and k8s/, as tests compare,
 * in a run within one process, and where its speed is measured.
 */
public final class RocksDbSettings {

  /** Options of Flink. The reason for each is in flink-conf/config.yaml. */
  public static final Map<String, String> OPTIONS =
      Map.of("state.backend.rocksdb.use-bloom-filter", "true");

  private RocksDbSettings() {}

  /** Sets those of which nothing is said. */
  public static void byDefault(Configuration config) {
    Map<String, String> said = config.toMap();
    OPTIONS.forEach(
        (key, value) -> {
          if (!said.containsKey(key)) {
            config.setString(key, value);
          }
        });
  }
}
